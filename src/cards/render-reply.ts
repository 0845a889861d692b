import { actionsFor } from '../enrollment/actions.ts';
import type { Command } from '../enrollment/command.ts';
import type { Reply } from '../enrollment/reply.ts';
import { type ActionType, type Button, buttonRows, refreshOf } from './buttons.ts';
import { cardData } from './card-data.ts';
import { labelsOf } from './labels.ts';
import { loadPictures } from './load-pictures.ts';
import { loadStrings } from './load-strings.ts';
import type { Names } from './names.ts';
import { isScreen } from './screens.ts';
import { type AdaptiveCard, loadTemplates } from './templates.ts';
import { createTextSource, type Text } from './text.ts';
import { viewOf } from './view-of.ts';
import { bare } from './words.ts';

export type RendererOptions = Names & {
  /** `CARD_ACTIONS`. */
  readonly actions: ActionType;
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
};

/** Typed words per command, beside the labels of the buttons. */
export type TypedWords = Readonly<Record<string, readonly string[]>>;

export type Renderer = {
  render(reply: Reply, reader: Reader): RenderedReply;
  /** What the buttons of a reply are called, so that they can be typed. */
  labels(reply: Reply, locale?: string | undefined): readonly Button[];
  /** By command kind. */
  typed(locale?: string | undefined): TypedWords;
};

const cards = new URL('../../cards/', import.meta.url);

export function createRenderer({ actions, defaultLanguage, ...names }: RendererOptions): Renderer {
  const fill = loadTemplates(cards);
  const pictures = loadPictures(new URL('images/', cards));
  const texts = createTextSource(loadStrings(new URL('strings/', cards)), names, defaultLanguage);

  /** Replies that say the same to everybody, by language and kind. */
  const sameForAll = new Map<string, RenderedReply>();

  return {
    render(reply, reader) {
      const text = texts.for(reader.locale, reader.timeZone);
      if (reader.screenId !== undefined || Object.keys(reply).length > 1) return draw(reply, text, reader);
      const key = `${text.language} ${reply.kind}`;
      const known = sameForAll.get(key) ?? draw(reply, text, reader);
      sameForAll.set(key, known);
      return known;
    },
    labels: (reply, locale) => buttonsOf(reply, texts.for(locale, undefined)),
    typed: (locale) => Object.fromEntries(texts.rawLists('typed.', locale)),
  };

  function draw(reply: Reply, text: Text, { userId, screenId }: Reader): RenderedReply {
    const view = viewOf(reply, text);
    const rows = buttonRows(buttonsOf(reply, text), { layout: view.layout, screenId, type: actions });
    const card = fill(view.layout, cardData(view, rows, { text, pictures }));
    const refreshes = actions === 'execute' && isScreen(reply) && screenId !== undefined && userId !== undefined;
    return {
      card: refreshes ? { ...card, refresh: refreshOf(screenId, userId) } : card,
      summary: bare(view.summary),
    };
  }
}

function buttonsOf(reply: Reply, text: Text): readonly Button[] {
  const commands: readonly Command[] = actionsFor(reply);
  const labels = labelsOf(commands, reply, text);
  return commands.map((command, index) => ({ command, label: labels[index] ?? command.kind }));
}
