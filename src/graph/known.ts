import type { Known, Unreadable } from '../passkeys/facts.ts';

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unknown(because: Unreadable): { readonly known: false; readonly because: Unreadable } {
  return { known: false, because };
}
