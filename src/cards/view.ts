import type { Reply } from '../enrollment/reply.ts';
import type { Words } from './words.ts';

/** The files in `cards/`, without the ending. */
export const layouts = ['message', 'steps', 'one-step', 'choice', 'success', 'facts'] as const;
export type Layout = (typeof layouts)[number];

/** One reply in words, before it becomes a card. */
export type View = {
  readonly layout: Layout;
  readonly title: Words;
  /** The lock-screen line. */
  readonly summary: Words;
  readonly paragraphs?: readonly Words[];
  /** At most 5. */
  readonly steps?: readonly Words[];
  readonly bullets?: readonly Words[];
  readonly facts?: readonly Fact[];
  /** After the steps. */
  readonly notes?: readonly Words[];
  readonly small?: Words;
  readonly progress?: { readonly at: number; readonly of: number };
  /** Name of a picture in `cards/images`. */
  readonly picture?: string;
};

export type Fact = { readonly label: Words; readonly value: Words; readonly origin: Words };

export type ReplyOf<Kind extends Reply['kind']> = Extract<Reply, { readonly kind: Kind }>;
