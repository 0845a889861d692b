/** PostgreSQL stores neither U+0000 nor half a surrogate pair, and a sentence cut at 500 characters can end in one. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

const refused = /\\u(?:0000|d[89a-f])/i;

/** JSON that `jsonb` accepts. */
export function toJson(value: object): string {
  const json = JSON.stringify(value);
  if (!refused.test(json)) return json;
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? cleanText(part) : part));
}
