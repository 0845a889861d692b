import { cardData } from '../../src/cards/card-data.ts';
import { loadStrings, type Strings } from '../../src/cards/load-strings.ts';
import { rolloutControls } from '../../src/cards/rollout-controls.ts';
import { createTextSource } from '../../src/cards/text.ts';
import { viewOf } from '../../src/cards/view-of.ts';
import type { NudgeReply, RolloutReply } from '../../src/rollout/reply.ts';
import { segments } from '../../src/rollout/segment.ts';
import { createReadTyped } from '../../src/teams/read-typed.ts';
import { understand } from '../../src/teams/understand.ts';
import { everyHelpdeskReply } from '../fixtures/every-helpdesk-reply.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { everyRolloutReply } from '../fixtures/every-rollout-reply.ts';
import { problemsOf } from './adaptive-cards.ts';
import { buttonsOf, nodesOf, titleOf } from './read-card.ts';
import { executing, languagesOfNudges, someReader, submitting } from './some-renderer.ts';

const toRecipients: readonly string[] = Object.keys({
  nudge: true,
  'nudge-thanks': true,
  snoozed: true,
  'snooze-refused': true,
  'why-not': true,
  'cannot-noted': true,
  'nudges-stopped': true,
  'why-this-message': true,
} satisfies Record<NudgeReply['kind'], true>);

const aSample = { kind: 'nudge', campaign: 'c', campaignName: 'C', ownerName: 'O', round: 0, isSample: true } as const;
const theirs: readonly RolloutReply[] = [
  ...everyRolloutReply.filter(({ kind }) => toRecipients.includes(kind)),
  ...segments.map((segment) => ({ ...aSample, segment })),
];
const others = [...everyReply, ...everyHelpdeskReply, ...everyRolloutReply].filter(
  ({ kind }) => !toRecipients.includes(kind),
);

const strings = loadStrings(new URL('../../cards/strings/', import.meta.url));
const english = stringsOf('en');

function stringsOf(language: string): Strings {
  const found = strings.get(language);
  if (!found) throw new Error(`no ${language}.json`);
  return found;
}

/** Every key that is looked up while these replies are drawn, for somebody whose steps are in another language. */
function keysDrawn(): ReadonlySet<string> {
  const drawn = new Set<string>();
  const watched = new (class extends Map<string, string | readonly string[]> {
    override get(key: string) {
      const found = super.get(key);
      if (found !== undefined) drawn.add(key);
      return found;
    }
  })(english);
  for (const reply of theirs) {
    const beginning = `rollout.reply.${reply.kind}.`;
    const source = createTextSource(new Map([['en', watched]]), {}, 'en').for('en', 'UTC', { beginning });
    const text = { ...source, stepsLanguage: 'de' };
    const view = viewOf(reply, text);
    cardData(view, rolloutControls(reply, view, text, 'execute'), { text, pictures: new Map() });
  }
  return drawn;
}

const othersInEnglish = others.map((reply) => JSON.stringify(executing.render(reply, { ...someReader, locale: 'en' })));

const readTyped = createReadTyped({ labels: executing.labels, typedWords: executing.typed, understand });

const needed = [...keysDrawn()].sort();

function sentence(of: Strings, key: string): string {
  return String(of.get(key));
}

function boldOf(words: string): readonly string[] {
  return words.split('**').filter((_part, index) => index % 2 === 1);
}

function placeholdersOf(words: string): readonly string[] {
  return [...words.matchAll(/\{(\w+)/g)].map(([, name]) => String(name)).sort();
}

const products = ['Microsoft Authenticator', 'Temporary Access Pass'];

/** Signs of East Asia are twice as wide; each button has edges. */
function columnsOf(labels: readonly string[]): number {
  const all = [...labels.join('')];
  return all.length + all.filter((sign) => sign > '\u2e80').length + 5 * labels.length;
}

/** Whatever can be read, each piece for itself. */
function piecesOf(card: object): readonly string[] {
  const shown = ['text', 'title', 'label', 'errorMessage', 'fallbackText'] as const;
  return nodesOf(card)
    .flatMap((node) => shown.flatMap((name) => (typeof node[name] === 'string' ? String(node[name]).split('\n') : [])))
    .filter((piece) => /\p{L}{2}/u.test(piece));
}

test('whoever gets a nudge may read it in the languages that are understood', () => {
  expect([...languagesOfNudges].sort()).toEqual(['ar', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt', 'zh']);
});

describe.each(languagesOfNudges)('the words around a nudge in %s', (language) => {
  const words = stringsOf(language);
  const reader = { ...someReader, locale: language };

  test('are all there, and no others', () => {
    expect([...words.keys()].sort()).toEqual(needed);
  });

  test('have the holes of the English ones, and mark as much in bold', () => {
    for (const key of needed) {
      const [ours, measure] = [sentence(words, key), sentence(english, key)];

      expect({ key, holes: placeholdersOf(ours) }).toEqual({ key, holes: placeholdersOf(measure) });
      expect({ key, bold: boldOf(ours).length }).toEqual({ key, bold: boldOf(measure).length });
    }
  });

  test('call a button what is written on it, and products what they are called', () => {
    const buttons = needed.filter((key) => key.startsWith('rollout.button.'));
    for (const key of needed) {
      const bold = boldOf(sentence(words, key));
      for (const part of boldOf(sentence(english, key))) {
        const button = buttons.find((name) => sentence(english, name) === part);

        if (button) expect({ key, bold }).toEqual({ key, bold: expect.arrayContaining([sentence(words, button)]) });
        if (products.includes(part)) expect({ key, bold }).toEqual({ key, bold: expect.arrayContaining([part]) });
      }
    }
  });

  test('can be typed, and the English ones as well', () => {
    const [phrase = ''] = boldOf(sentence(words, 'rollout.reply.nudge-thanks.then'));
    const typed = [
      [sentence(words, 'rollout.button.set-up-now'), 'set-up-passkey'],
      [sentence(words, 'rollout.button.snooze.tomorrow'), 'remind-tomorrow'],
      [sentence(words, 'rollout.button.stop-nudges'), 'stop-messages'],
      [phrase, 'lost-phone'],
      ['Set up now', 'set-up-passkey'],
      ['Remind me tomorrow', 'remind-tomorrow'],
      ['Stop these messages', 'stop-messages'],
      ['new phone', 'lost-phone'],
    ] as const;

    for (const [text, kind] of typed) {
      const command = readTyped({ text, picture: false, current: undefined, locale: language });
      expect({ text, kind: command.kind }).toEqual({ text, kind });
    }
  });

  test.each([
    ['execute', executing],
    ['submit', submitting],
  ])('leave nothing in English, with %s', (_mode, renderer) => {
    for (const reply of theirs) {
      const { card, summary } = renderer.render(reply, reader);
      const inEnglish = renderer.render(reply, someReader);
      const given = Object.values(reply).flatMap((value) => String(value).split('\n'));
      const left = [...piecesOf(inEnglish.card), inEnglish.summary].filter(
        (piece) => [...piecesOf(card), summary].includes(piece) && ![...given, ...products].includes(piece),
      );

      expect(card.lang).toBe(language);
      expect({ kind: reply.kind, left }).toEqual({ kind: reply.kind, left: [] });
      expect(JSON.stringify([card, summary])).not.toMatch(/\$?\{\w+\}|undefined|\[object|NaN|rollout\.|\*\*/);
      expect({ kind: reply.kind, problems: problemsOf(card) }).toEqual({ kind: reply.kind, problems: [] });
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    }
  });

  test('are short: a title, a lock-screen line, a button', () => {
    for (const reply of theirs) {
      const { card, summary } = executing.render(reply, reader);
      const title = titleOf(card);

      // Two lines on a phone: some languages need more words than others, or none of their spaces.
      expect(title).toMatch(/^\S.{1,44}$/u);
      expect(summary).toMatch(/^\S.{3,58}$/u);
      expect(summary).not.toMatch(/\*\*|\]\(|`|Grace|Passkeys for the field|Temporary Access/);
      for (const { title: button } of buttonsOf(card)) expect(button).toMatch(/^\S.{0,39}$/u);
    }
  });

  test('leave room beside each other on a phone', () => {
    for (const reply of theirs) {
      for (const { type, actions } of nodesOf(executing.render(reply, reader).card)) {
        const labels = type === 'ActionSet' ? (actions as { title: string }[]).map(({ title }) => title) : [];
        if (labels.length > 1) expect({ labels, fits: columnsOf(labels) <= 38 }).toEqual({ labels, fits: true });
      }
    }
  });

  test('tell the buttons of a card from each other, and replies of different kinds on the lock screen', () => {
    const kinds = new Map<string, Set<string>>();
    for (const reply of theirs) {
      const buttons = executing.rolloutLabels(reply, language).map(({ label }) => label.toLowerCase());
      expect(new Set(buttons).size).toBe(buttons.length);
      const { summary } = executing.render(reply, reader);
      kinds.set(summary, new Set([...(kinds.get(summary) ?? []), reply.kind]));
    }

    expect([...kinds].filter(([, sharing]) => sharing.size > 1)).toEqual([]);
  });

  test('say that the steps are in English, and who reads it in English is not told', () => {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of('en');
    const told = sentence(words, 'rollout.reply.nudge.goes-on').replace('{language}', String(name));
    const [nudge] = theirs;
    if (!nudge) throw new Error('no nudge');

    expect(piecesOf(executing.render(nudge, reader).card)).toContain(told);
    expect(piecesOf(executing.render(nudge, someReader).card).join()).not.toContain('The steps are in');
  });

  test('are nowhere else: any other card is in English as a whole, its dates as well', () => {
    for (const [index, reply] of others.entries()) {
      const drawn = executing.render(reply, reader);

      expect(drawn.card.lang).toBe('en');
      // Compared as text: there are hundreds.
      expect({ kind: reply.kind, same: JSON.stringify(drawn) === othersInEnglish[index] }).toMatchObject({
        same: true,
      });
    }
  });
});

test.each([
  ['de-CH', 'de'],
  ['DE', 'de'],
  ['pt-BR', 'pt'],
  ['zh-Hans-CN', 'zh'],
  ['ar-EG', 'ar'],
  ['fr-CA', 'fr'],
  ['zh-TW', 'en'],
  ['pl-PL', 'en'],
])('whoever reads %s gets a nudge in %s', (locale, language) => {
  for (const reply of theirs) expect(executing.render(reply, { ...someReader, locale }).card.lang).toBe(language);
});

test('dates are as they are written where the reader is', () => {
  const reply = { kind: 'snoozed', campaign: 'c', until: '2026-11-30T08:00:00Z' } as const;
  const draw = (locale: string) => JSON.stringify(executing.render(reply, { ...someReader, locale }).card);

  expect(draw('de-CH')).toContain('30. Nov., 9:00');
  expect(draw('pl-PL')).toContain('Nov 30, 9:00');
  // Digits as in our words, which a reader in Egypt would otherwise find beside others.
  expect(draw('ar-EG')).toContain('30 نوفمبر');
});

test('Arabic runs from right to left, what unfolds as well; nothing else does', () => {
  const [nudge] = theirs;
  if (!nudge) throw new Error('no nudge');
  const cards = (locale: string) =>
    nodesOf(executing.render(nudge, { ...someReader, locale }).card).filter(({ type }) => type === 'AdaptiveCard');

  expect(cards('ar-EG').map(({ rtl }) => rtl)).toEqual([true, true]);
  for (const locale of ['de', 'ja', 'en']) expect(cards(locale).map(({ rtl }) => rtl)).toEqual([undefined, undefined]);
});

test.each([
  ['the words', 'de-CH', 'fr', 'fr'],
  ['the words, in the country of the reader', 'fr-CA', 'fr', 'fr'],
  ['the words, where the reader reads English', 'en-GB', 'de', 'de'],
  ['English words, where the reader reads another language', 'de', 'en', 'en'],
  ['nobody: English, where there are no others', 'de', 'pl', 'en'],
])('around words of the owner, title and buttons are in the language of %s', (_whose, locale, written, language) => {
  const ownWords = { ownWords: 'Mots du responsable', ownWordsLanguage: written };
  const nudge = { ...aSample, segment: 'ready', ...ownWords } as const;
  const { isSample: _not, ...sent } = nudge;

  for (const reply of [nudge, sent]) {
    const { card, title } = executing.render(reply, { ...someReader, locale });
    expect(card.lang).toBe(language);
    expect(title).toBe(sentence(stringsOf(language), 'rollout.reply.nudge.own-words-title.first'));
  }
  expect(executing.rolloutLabels(sent, locale)[0]?.label).toBe(
    sentence(stringsOf(language), 'rollout.button.set-up-now'),
  );
});
