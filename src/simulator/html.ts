/** Text that is safe to put into a page as it is. */
export type Html = { readonly html: string };

type Hole = Html | readonly Html[] | string | number | undefined | false;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
}

function fill(hole: Hole): string {
  if (hole === undefined || hole === false) return '';
  if (typeof hole === 'string' || typeof hole === 'number') return escaped(String(hole));
  return 'html' in hole ? hole.html : hole.map(({ html: one }) => one).join('');
}

/** Everything that is not `Html` is escaped. */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return { html: String.raw({ raw: strings }, ...holes.map(fill)) };
}
