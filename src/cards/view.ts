import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { RolloutReply } from '../rollout/reply.ts';
import type { Words } from './words.ts';

/** The files in `cards/`, without the ending. */
export const layouts = [
  'message',
  'steps',
  'one-step',
  'choice',
  'success',
  'facts',
  'desk',
  'list',
  'pass',
  'campaign',
] as const;
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
  /** Whom it is about, and below the name what tells people of the same name apart. */
  readonly who?: { readonly name: Words; readonly details: readonly Words[] };
  /** Set apart, in the colour of what it means. */
  readonly boxes?: readonly Box[];
  /** What somebody wrote, after the paragraphs. */
  readonly quotes?: readonly (readonly Words[])[];
  /** To be read out, in large letters. */
  readonly digits?: string;
  /** The one card that holds a pass. Shown, and part of nothing else: neither of the lock-screen line nor of the text for clients without cards. */
  readonly pass?: { readonly groups: readonly PassGroup[] };
  /** Each with the button of the same place. */
  readonly items?: readonly (readonly Words[])[];
  readonly charts?: readonly Chart[];
  /** Numbers that unfold with a button of the card itself. */
  readonly details?: { readonly label: Words; readonly sections: readonly Section[] };
  /** Name of a picture in `cards/images`. */
  readonly picture?: string;
};

export type Fact = { readonly label: Words; readonly value: Words; readonly origin?: Words };
export type Box = { readonly style: 'attention' | 'warning' | 'good' | 'emphasis'; readonly lines: readonly Words[] };
export type Bar = { readonly label: Words; readonly value: number; readonly colour?: BarColour };
/** Of those that Teams knows by name. */
export type BarColour = 'good' | 'attention' | 'neutral' | 'categoricalBlue';
/** `parts`: of one whole, which they add up to. `steps`: each of them some of the one before. */
export type Chart = { readonly title: Words; readonly shape: 'parts' | 'steps'; readonly bars: readonly Bar[] };
export type Section = { readonly heading: Words; readonly rows: readonly Fact[] };
export type PassGroup = { readonly typed: string; readonly spelled: Words };

export type ReplyOf<Kind extends Reply['kind']> = Extract<Reply, { readonly kind: Kind }>;
export type HelpdeskReplyOf<Kind extends HelpdeskReply['kind']> = Extract<HelpdeskReply, { readonly kind: Kind }>;
export type RolloutReplyOf<Kind extends RolloutReply['kind']> = Extract<RolloutReply, { readonly kind: Kind }>;
