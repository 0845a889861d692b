import type { Reply } from '../../src/enrollment/reply.ts';
import { atTheSteps, conversationWith } from '../fixtures/conversation.ts';
import { ada as adaId, known, method, unread } from '../fixtures/facts.ts';

type Known = Extract<Reply, { kind: 'known-about-you' }>;

test('what is known: each fact with its source and age, and what is stored', async () => {
  const ada = await atTheSteps();
  await ada.say('talk-to-human');
  await ada.say('stop-messages');

  const { facts, stored, readAt } = (await ada.say('what-you-know')).reply as Known;

  expect(facts).toContainEqual(
    expect.objectContaining({ what: 'os-version', result: 'pass', source: 'intune', at: '2026-11-19T09:00:00.000Z' }),
  );
  expect(facts).toContainEqual(expect.objectContaining({ what: 'app-version', value: '6.8.40', source: 'methods' }));
  expect(stored).toEqual(['guide', 'requests', 'preferences']);
  expect(readAt).toBe('2026-11-20T09:00:00.000Z');
});

test('what was told is named as told', async () => {
  const ada = conversationWith({ facts: { intuneDevices: known([]), methods: known([method('phone')]) } });
  await ada.say('set-up-passkey');
  await ada.press({ kind: 'pick-phone', phone: 'pixel' });
  await ada.press({ kind: 'tell-os', version: '16' });

  const { facts } = (await ada.say('what-you-know')).reply as Known;

  expect(facts).toContainEqual(expect.objectContaining({ what: 'os-version', value: 'Android 16', source: 'you' }));
});

test('what could not be read is not known, and asking stores nothing', async () => {
  const ada = conversationWith({ facts: { intuneDevices: unread(), entraDevices: unread() } });
  ada.directory.fail('unavailable');

  const { facts, stored } = (await ada.say('what-you-know')).reply as Known;

  expect(facts.filter(({ result }) => result === 'pass' || result === 'fail')).toEqual([]);
  expect(stored).toEqual([]);
  expect(ada.enrollment()).toBeUndefined();
});

test('deleting is asked first; then nothing is left', async () => {
  const ada = await atTheSteps();
  await ada.say('remind-tomorrow');
  await ada.say('stop-messages');

  expect((await ada.say('delete-my-data')).reply.kind).toBe('confirm-delete');
  expect(ada.rows.enrollments.size).toBe(1);
  expect((await ada.press('confirm-delete')).reply).toEqual({ kind: 'data-deleted', keptRequests: false });

  const { enrollments, stopped, watched, reminders } = ada.rows;
  expect([enrollments, stopped, watched, reminders].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
});

test('an open request stays until it is closed, and the answer says so', async () => {
  const ada = conversationWith();
  await ada.say('talk-to-human');

  await ada.say('delete-my-data');
  expect((await ada.say('yes')).reply).toEqual({ kind: 'data-deleted', keptRequests: true });

  expect(await ada.ports.personalData.kindsAbout(adaId)).toEqual(['requests']);
});

test.each(['status', 'no', 'resume'] as const)('"%s" keeps it, and goes back to where the user was', async (said) => {
  const ada = await atTheSteps();
  const steps = ada.screen();
  await ada.say('delete-my-data');

  await ada.say(said);

  expect(ada.screen()).toEqual(steps);
});

test('"yes, delete it" that answers no question asks it', async () => {
  const ada = await atTheSteps();

  expect((await ada.say('confirm-delete')).reply.kind).toBe('confirm-delete');
  expect(ada.enrollment()).toBeDefined();
});

test('a question in the way of a question: stopping and coming back leads to where the user was', async () => {
  const ada = await atTheSteps();
  const steps = ada.screen();

  for (const asked of ['delete-my-data', 'pause', 'delete-my-data', 'resume'] as const) await ada.say(asked);

  expect(ada.screen()).toEqual(steps);
});

test('who was never here can have nothing deleted', async () => {
  const ada = conversationWith();
  await ada.say('delete-my-data');

  expect((await ada.say('yes')).reply).toEqual({ kind: 'data-deleted', keptRequests: false });
  expect(ada.rows.enrollments.size).toBe(0);
});
