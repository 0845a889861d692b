import type { Intent } from '../../../enrollment/intent.ts';

/** Sentences to learn from, by what they ask for. Invented for this purpose. */
export type Labelled = { readonly [I in Intent]?: readonly string[] };
