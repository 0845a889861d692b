import { actionsFor } from '../../src/enrollment/actions.ts';
import type { Command } from '../../src/enrollment/command.ts';
import type { Notice, Screen } from '../../src/enrollment/reply.ts';
import { symptomIds } from '../../src/enrollment/symptoms.ts';
import { isHelpdeskVerb } from '../../src/teams/read-helpdesk-command.ts';
import { isRolloutVerb } from '../../src/teams/read-rollout-command.ts';
import { everyReply } from '../fixtures/every-reply.ts';
import { buttonsOf } from './read-card.ts';
import { executing, languages, someReader, submitting } from './some-renderer.ts';

test.each(languages)('every button can be read and typed, in %s', (locale) => {
  for (const reply of everyReply) {
    const labels = executing.labels(reply, locale).map(({ label }) => label);

    expect(labels).toHaveLength(actionsFor(reply).length);
    expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^\S.{0,39}$/);
  }
});

test.each(languages)('no two of all symptoms are called the same, in %s', (locale) => {
  const labels = executing.labels({ kind: 'found-symptoms', symptoms: symptomIds }, locale).map(({ label }) => label);

  expect(labels.filter((label) => label.endsWith('(2)') || label.length > 40)).toEqual([]);
});

test('"Neither" is one button, also where "help" is one of the two', () => {
  const labels = executing.labels({ kind: 'which-one', intents: ['help', 'status'] }).map(({ label }) => label);

  expect(labels).toEqual(['What can you do?', 'Where was I?', 'Neither']);
});

test('the buttons on a card are those of the reply, in order', () => {
  for (const reply of everyReply) {
    const { card } = executing.render(reply, someReader);

    expect(buttonsOf(card).map(({ title }) => title)).toEqual(
      executing.labels(reply, someReader.locale).map(({ label }) => label),
    );
  }
});

test('with execute a press carries its command twice: for clients that know the type, and for those that do not', () => {
  const { card } = executing.render({ kind: 'lost-phone', otherWays: [] }, someReader);

  const data = { v: 1, verb: 'lost-how', screen: 'screen-1', what: 'gone' };
  expect(buttonsOf(card)[0]).toEqual({
    type: 'Action.Execute',
    title: "It's gone or stolen",
    verb: 'lost-how',
    data,
    fallback: { type: 'Action.Submit', title: "It's gone or stolen", data },
  });
});

test('with submit a press carries the same data', () => {
  const { card } = submitting.render({ kind: 'lost-phone', otherWays: [] }, someReader);

  expect(buttonsOf(card)[0]).toEqual({
    type: 'Action.Submit',
    title: "It's gone or stolen",
    data: { v: 1, verb: 'lost-how', screen: 'screen-1', what: 'gone' },
  });
  expect(JSON.stringify(card)).not.toContain('Action.Execute');
});

test('a press never names the user, and no screen where there is none', () => {
  for (const reply of everyReply) {
    const { card } = executing.render(reply, { userId: '29:someone' });

    expect(JSON.stringify(card)).not.toContain('29:someone');
    for (const { data } of buttonsOf(card)) expect(data).not.toHaveProperty('screen');
  }
});

test('the main button comes first and is the only one marked', () => {
  const { card } = executing.render({ kind: 'still-stuck' }, someReader);

  expect(buttonsOf(card).map(({ style }) => style)).toEqual(['positive', undefined]);
});

const screen: Screen = { kind: 'paused' };
const notice: Notice = { kind: 'help' };

test.each([
  ['a screen with execute', executing, screen, someReader, true],
  ['a notice', executing, notice, someReader, false],
  ['a screen with submit', submitting, screen, someReader, false],
  ['a screen nobody in particular is shown', executing, screen, { screenId: 'screen-1' }, false],
  ['a reply that belongs to no stored screen', executing, screen, { userId: '29:someone' }, false],
])('%s refreshes by itself: %#', (_why, renderer, reply, reader, refreshes) => {
  const { card } = renderer.render(reply, reader);

  expect(card.refresh).toEqual(
    refreshes
      ? {
          action: { type: 'Action.Execute', verb: 'refresh', data: { v: 1, verb: 'refresh', screen: 'screen-1' } },
          userIds: ['29:someone'],
        }
      : undefined,
  );
});

test('phones of the same name are told apart', () => {
  const phone = { platform: 'ios', name: 'iPhone von A. B.' } as const;

  const labels = executing.labels({ kind: 'ask-phone', phones: [phone, phone], askedAt: '2026-11-20T10:31:00.000Z' });

  expect(labels.slice(0, 2).map(({ label }) => label)).toEqual(['iPhone von A. B.', 'iPhone von A. B. (2)']);
});

/** A kind that is missing does not type-check. */
const oneOfEach: { readonly [Kind in Command['kind']]: true } = {
  'set-up-passkey': true,
  resume: true,
  status: true,
  help: true,
  greeting: true,
  'start-over': true,
  pause: true,
  'what-you-know': true,
  'delete-my-data': true,
  'confirm-delete': true,
  'about-passkeys': true,
  'is-it-genuine': true,
  'security-key': true,
  'remove-passkey': true,
  'sign-in-help': true,
  'lost-phone': true,
  'request-tap': true,
  'talk-to-human': true,
  'stop-messages': true,
  troubleshoot: true,
  'which-one': true,
  thanks: true,
  yes: true,
  no: true,
  picture: true,
  unknown: true,
  refresh: true,
  start: true,
  'different-phone': true,
  'pick-phone': true,
  'use-phone': true,
  'tell-os': true,
  'updated-os': true,
  'use-computer': true,
  'on-the-phone': true,
  'no-bluetooth': true,
  'one-at-a-time': true,
  'all-steps': true,
  next: true,
  back: true,
  done: true,
  stuck: true,
  symptom: true,
  helped: true,
  'still-stuck': true,
  'show-steps': true,
  orphan: true,
  'try-it': true,
  worked: true,
  'did-not-work': true,
  later: true,
  'remind-tomorrow': true,
  'second-way': true,
  'not-me': true,
  'lost-how': true,
  'ask-help-desk': true,
  'cancel-request': true,
};

test.each(languages)('typed words stand for commands, each for one, in %s', (locale) => {
  const typed = executing.typed(locale);

  const kindOf = (name: string) => name.replace(/\..*$/, '');
  const isOurs = (name: string) => kindOf(name) in oneOfEach || isHelpdeskVerb(name) || isRolloutVerb(name);
  expect(Object.keys(typed).filter((name) => !isOurs(name))).toEqual([]);
  // Choices count only on the card that offers them, so another card's may be called the same.
  for (const card of ['', ...Object.keys(typed).filter((name) => name.includes('.'))].map(kindOf)) {
    const names = Object.keys(typed).filter((name) => (name.includes('.') ? kindOf(name) : '') === card);
    const phrases = names.flatMap((name) => typed[name] ?? []);
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
  }
  expect(typed.yes).toContain('👍');
});
