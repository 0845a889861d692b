import { actionsFor } from '../enrollment/actions.ts';
import type { Command } from '../enrollment/command.ts';
import type { Reply } from '../enrollment/reply.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import type { RolloutReply } from '../rollout/reply.ts';
import { type ActionType, type Button, buttonRows, refreshOf } from './buttons.ts';
import { type Controls, cardData } from './card-data.ts';
import { helpdeskButtonsOf, helpdeskControls, helpdeskRefreshOf, type TapReveal } from './helpdesk-controls.ts';
import { isHelpdeskReply } from './helpdesk-kinds.ts';
import { labelsOf } from './labels.ts';
import { isRightToLeft, mostLocales } from './languages.ts';
import { loadPictures } from './load-pictures.ts';
import { loadStrings } from './load-strings.ts';
import type { Names } from './names.ts';
import { remember } from './remember.ts';
import { rolloutButtonsOf, rolloutControls, rolloutRefreshOf } from './rollout-controls.ts';
import { type AnyReply, isRolloutReply } from './rollout-kinds.ts';
import { isScreen } from './screens.ts';
import { type AdaptiveCard, loadTemplates } from './templates.ts';
import { createTextSource, type Text } from './text.ts';
import { type TypedWords, typedWordsIn } from './typed-words.ts';
import type { View } from './view.ts';
import { viewOf } from './view-of.ts';
import { bare } from './words.ts';

export type RendererOptions = Names & {
  /** `CARD_ACTIONS`. */
  readonly actions: ActionType;
  /** `TAP_REVEAL`: where a pass is shown (dialog). */
  readonly tapReveal?: TapReveal;
  readonly defaultLanguage: string;
};

export type Reader = {
  /** BCP 47. */
  readonly locale?: string | undefined;
  /** IANA name. */
  readonly timeZone?: string | undefined;
  /** Teams id of the user (`29:…`), for `refresh.userIds`. */
  readonly userId?: string | undefined;
  readonly screenId?: string | undefined;
};

export type RenderedReply = {
  readonly card: AdaptiveCard;
  /** The lock-screen line: plain text. */
  readonly summary: string;
  /** In plain text, for what is no card: the head of a dialog, the request to sign in. Never holds a pass. */
  readonly title: string;
  readonly text: string;
};

export type Renderer = {
  render(reply: AnyReply, reader: Reader): RenderedReply;
  /** What the buttons of a reply are called, so that they can be typed. */
  labels(reply: Reply, locale?: string | undefined): readonly Button[];
  helpdeskLabels(reply: HelpdeskReply, locale?: string | undefined): readonly Button<HelpdeskCommand>[];
  rolloutLabels(reply: RolloutReply, locale?: string | undefined): readonly Button<RolloutCommand>[];
  /** By command kind. */
  typed(locale?: string | undefined): TypedWords;
};

const cards = new URL('../../cards/', import.meta.url);

export function createRenderer({
  actions,
  tapReveal = 'dialog',
  defaultLanguage,
  ...names
}: RendererOptions): Renderer {
  const fill = loadTemplates(cards);
  const pictures = loadPictures(new URL('images/', cards));
  const texts = createTextSource(loadStrings(new URL('strings/', cards)), names, defaultLanguage);

  /** Replies that say the same to everybody, by language and kind. */
  const sameForAll = new Map<string, RenderedReply>();

  return {
    render(reply, reader) {
      const text = textFor(reply, reader.locale, reader.timeZone);
      if (reader.screenId !== undefined || Object.keys(reply).length > 1) return draw(reply, text, reader);
      const key = `${text.language} ${reply.kind}`;
      const known = sameForAll.get(key) ?? draw(reply, text, reader);
      sameForAll.set(key, known);
      return known;
    },
    labels: (reply, locale) => buttonsOf(reply, textFor(reply, locale)),
    helpdeskLabels: (reply, locale) => helpdeskButtonsOf(reply, textFor(reply, locale)),
    rolloutLabels: (reply, locale) => rolloutButtonsOf(reply, textFor(reply, locale)),
    typed: remember(mostLocales, (locale: string | undefined) => typedWordsIn(texts, locale)),
  };

  function textFor(reply: AnyReply, locale: string | undefined, timeZone?: string | undefined): Text {
    const written = reply.kind === 'nudge' ? reply.ownWordsLanguage : undefined;
    return texts.for(locale, timeZone, { beginning: keysOf(reply), written });
  }

  function draw(reply: AnyReply, text: Text, { userId, screenId }: Reader): RenderedReply {
    const view = viewOf(reply, text);
    const card = fill(view.layout, cardData(view, controls(reply, view, text, screenId), { text, pictures }));
    const directed = isRightToLeft(text.language) ? { ...card, rtl: true as const } : card;
    const refresh = actions === 'execute' ? refreshFor(reply, userId, screenId) : undefined;
    return {
      card: refresh ? { ...directed, refresh } : directed,
      summary: bare(view.summary),
      title: bare(view.title),
      text: (view.paragraphs ?? []).map(bare).join('\n'),
    };
  }

  function controls(reply: AnyReply, view: View, text: Text, screenId: string | undefined): Controls {
    if (isRolloutReply(reply)) return rolloutControls(reply, view, text, actions);
    if (isHelpdeskReply(reply)) return helpdeskControls(reply, view, text, { type: actions, tapReveal });
    return { rows: buttonRows(buttonsOf(reply, text), { layout: view.layout, screenId, type: actions }) };
  }
}

/** How the keys of what only this kind of reply says begin. */
function keysOf(reply: AnyReply): string {
  if (isRolloutReply(reply)) return `rollout.reply.${reply.kind}.`;
  return isHelpdeskReply(reply) ? `helpdesk.reply.${reply.kind}.` : `reply.${reply.kind}.`;
}

function refreshFor(reply: AnyReply, userId: string | undefined, screenId: string | undefined) {
  if (userId === undefined) return undefined;
  if (isRolloutReply(reply)) return rolloutRefreshOf(reply, userId);
  if (isHelpdeskReply(reply)) return helpdeskRefreshOf(reply, userId);
  return isScreen(reply) && screenId !== undefined ? refreshOf(screenId, userId) : undefined;
}

function buttonsOf(reply: Reply, text: Text): readonly Button[] {
  const commands: readonly Command[] = actionsFor(reply);
  const labels = labelsOf(commands, reply, text);
  return commands.map((command, index) => ({ command, label: labels[index] ?? command.kind }));
}
