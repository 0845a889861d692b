import type { Client, ClientConfig } from 'pg';

/** Statements kept per connection. There are some dozens; what comes after that are texts that vary. */
const mostStatements = 200;
const names = new Map<string, string>();

export type ClientClass = new (config?: string | ClientConfig) => Client;
type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown;

/**
 * The server parses and plans a statement once per connection instead of once per turn.
 * Not where all columns are asked for: a prepared statement fails once another instance's migration has added one.
 */
export function preparingStatements(Base: ClientClass): ClientClass {
  return class extends Base {
    override query = ((text: unknown, values?: unknown, callback?: unknown) => {
      const query = super.query.bind(this) as Query;
      const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
      return name === undefined ? query(text, values, callback) : query({ name, text, values }, callback);
    }) as Client['query'];
  };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements || text.includes('*')) return known;
  const name = `passkey_guide_${names.size}`;
  names.set(text, name);
  return name;
}
