type Node = Readonly<Record<string, unknown>>;

/** Every object in a card, the buttons' fallbacks included. */
export function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
}

export function textsOf(card: object, type: 'TextBlock' | 'TextRun'): readonly string[] {
  return nodesOf(card).flatMap((node) => (node.type === type ? [String(node.text)] : []));
}

/** The buttons as sent, without their fallbacks. */
export function buttonsOf(card: object): readonly Node[] {
  return nodesOf(card).flatMap((node) => (node.type === 'ActionSet' ? (node.actions as Node[]) : []));
}

export function titleOf(card: object): string {
  return String(nodesOf(card).find((node) => node.style === 'heading')?.text);
}

/** Numbers of the steps on a card. */
export function stepNumbersOf(card: object): readonly string[] {
  return textsOf(card, 'TextRun').filter((text) => /^\d\.$/.test(text));
}

/** Whatever the user can read. */
export function visibleTextOf(card: object): string {
  const labels = buttonsOf(card).map((button) => String(button.title));
  return [...textsOf(card, 'TextBlock'), ...textsOf(card, 'TextRun'), ...labels].join('\n');
}
