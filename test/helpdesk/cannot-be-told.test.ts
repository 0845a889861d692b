import type { HelpdeskSettings } from '../../src/helpdesk/scene.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { known } from '../fixtures/facts.ts';
import { bosse, eve, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { approvedBy, caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const home = { conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/' };
const security = 'eve.ordinary@contoso.example';

type Setting = {
  /** Ines has none unless said. */
  readonly withoutChat?: readonly UserId[];
  readonly hasChannel?: boolean;
  readonly settings?: Partial<HelpdeskSettings>;
};

async function world({ withoutChat = [ines, mika], hasChannel = false, settings = {} }: Setting = {}) {
  const made = issuingWorld({ settings });
  for (const user of withoutChat) made.messenger.unreachable.add(user);
  if (hasChannel) await made.channel.set({ ...home, setBy: olga });
  return made;
}

/** A case of Omar's, which Olga agreed to. */
async function approved(made: IssuingWorld) {
  const { id } = await made.ready();
  return approvedBy(olga, id, made);
}

const alarms = ({ rows }: IssuingWorld) =>
  rows.audit.filter(({ event }) => event === 'alarm').map(({ details }) => details);
const tapFor = async (made: IssuingWorld) => (await made.ask(omar, { kind: 'tap-for', subject: ines })).reply;

test.each<readonly [string, Setting]>([
  ['their manager', { withoutChat: [ines] }],
  ['security', { settings: { securityAddress: security.toUpperCase() } }],
  ['the channel', { hasChannel: true }],
])('who has no chat is flagged and needs a second operator, where %s can be told', async (_who, setting) => {
  const made = await world(setting);

  const one = caseIn(await tapFor(made));

  expect(one.preflight.redFlags).toContain('cannot-be-told');
  expect(one.missing).toContain('second-operator');
});

test('who has a chat is not flagged, whoever else has none', async () => {
  const made = await world({ withoutChat: [mika] });

  const one = caseIn(await tapFor(made));

  expect(one.preflight.redFlags).not.toContain('cannot-be-told');
  expect(one.missing).not.toContain('second-operator');
});

test.each<readonly [string, Setting, (made: IssuingWorld) => unknown]>([
  ['the manager has no chat either', {}, () => undefined],
  [
    'the operator is the manager',
    { withoutChat: [ines] },
    (w) =>
      w.subjects.change(ines, {
        manager: known({ id: omar, name: 'Omar', enabled: true, isGuest: false, above: [bosse] }),
      }),
  ],
  [
    'security has no chat either',
    { withoutChat: [ines, mika, eve], settings: { securityAddress: security } },
    () => undefined,
  ],
  ['the operator is security', { settings: { securityAddress: 'omar.haddad@contoso.example' } }, () => undefined],
  ['the subject is security', { settings: { securityAddress: 'ines.moreau@contoso.example' } }, () => undefined],
  ['only a similar address is found', { settings: { securityAddress: 'ordinary@contoso.example' } }, () => undefined],
  [
    'security is a guest',
    { settings: { securityAddress: security } },
    (w) => w.subjects.changePerson(eve, { isGuest: true }),
  ],
  [
    'security is switched off',
    { settings: { securityAddress: security } },
    (w) => w.subjects.changePerson(eve, { enabled: false }),
  ],
])('where %s, and there is no channel, no pass is issued', async (_what, setting, change) => {
  const made = await world(setting);
  change(made);

  expect(await tapFor(made)).toMatchObject({ kind: 'tap-refused', refusal: { kind: 'nobody-to-tell' } });
  expect(made.rows.audit.at(-1)).toMatchObject({ event: 'refused', details: { because: 'nobody-to-tell' } });
});

test.each<readonly [string, Setting, 'manager' | 'security' | 'channel']>([
  ['the manager, and nobody else', { withoutChat: [ines], hasChannel: true }, 'manager'],
  ['security', { hasChannel: true, settings: { securityAddress: security } }, 'security'],
  ['the channel, with a name only', { hasChannel: true }, 'channel'],
])('the notice goes to %s', async (_who, setting, hearer) => {
  const made = await world(setting);

  const reply = await made.press(await approved(made));

  expect(reply).toMatchObject({ kind: 'tap-issued' });
  const notice = { kind: 'tap-notice', operatorName: 'Omar Haddad', forName: 'Ines Moreau' };
  const noticesTo = (user: UserId) => made.messenger.sentTo(user).filter(({ kind }) => kind === 'tap-notice');
  expect(noticesTo(mika)).toMatchObject(hearer === 'manager' ? [notice] : []);
  expect(noticesTo(eve)).toMatchObject(hearer === 'security' ? [{ ...notice, isForSecurity: true }] : []);
  expect(made.messenger.posted.map((one) => one.reply)).toEqual(
    hearer === 'channel' ? [{ kind: 'channel-notice', what: 'pass', name: 'Ines Moreau' }] : [],
  );
  expect(alarms(made)[0]).toEqual({ because: 'subject-unreachable', ...(hearer !== 'manager' && { instead: hearer }) });
});

test('of a request the channel gets the number, too', async () => {
  const made = await world({ hasChannel: true });
  const { number } = await made.requests.open(ines, 'tap', {});
  await made.ask(omar, { kind: 'tap-for', subject: ines, request: number });

  await made.press(await approved(made));

  expect(made.messenger.posted.at(-1)?.reply).toEqual({
    kind: 'channel-notice',
    what: 'pass',
    name: 'Ines Moreau',
    number,
  });
});

test('a chat in which nothing arrives is found out by then: the next one hears of it', async () => {
  const made = await world({
    withoutChat: [mika],
    hasChannel: true,
    settings: { securityAddress: security },
  });
  for (const user of [ines, eve]) made.messenger.blocked.add(user);

  await made.press(await made.ready());

  expect(made.messenger.posted).toMatchObject([{ reply: { kind: 'channel-notice' } }]);
  expect(alarms(made)).toEqual([
    { because: 'subject-unreachable', instead: 'channel' },
    { because: 'manager-unreachable', instead: 'channel' },
  ]);
});

test('neither opting out nor deleting data keeps it from being told', async () => {
  const made = await world({ settings: { securityAddress: security } });
  await made.stores.preferences.stopMessages(eve);
  await made.stores.preferences.stopMessages(ines);
  await made.stores.personalData.forget(ines);

  await made.press(await approved(made));

  expect(made.messenger.last(eve, 'tap-notice')).toMatchObject({ forName: 'Ines Moreau' });
});

test('a chat that is gone between the card and the press: the flag is shown first, and a second operator asked', async () => {
  const made = await world({ withoutChat: [] });
  const shown = await made.ready();
  made.messenger.unreachable.add(ines);

  const reply = await made.press(shown);

  expect(reply).toMatchObject({ kind: 'case', problem: 'something-changed' });
  expect(caseIn(reply).preflight.redFlags).toContain('cannot-be-told');
  expect(caseIn(reply).missing).toContain('second-operator');
  expect(made.signIn.issued).toEqual([]);
});

test('the last one who could be told is gone when it is to be issued: nothing is', async () => {
  const made = await world({ hasChannel: true });
  const shown = await approved(made);
  made.rows.channel.length = 0;

  expect(await made.press(shown)).toMatchObject({ kind: 'tap-refused', refusal: { kind: 'nobody-to-tell' } });
  expect(made.signIn.issued).toEqual([]);
});

test.each<readonly [string, Setting, string]>([
  ['the manager', { withoutChat: [ines] }, 'manager'],
  ['security', { settings: { securityAddress: security } }, 'security'],
  ['the channel', { hasChannel: true }, 'channel'],
])('what an operator changed on the account is told to %s in the place of the user', async (_who, setting, instead) => {
  const made = await world(setting);
  await made.freezes.freeze(ines, 'tap-not-me', omar, made.ports.now());

  await made.ask(olga, { kind: 'clear-freeze', subject: ines, freezes: made.allAlarms() });

  const changed = { kind: 'account-changed', forName: 'Ines Moreau', changes: [{ what: 'unfrozen' }] };
  const heard = [...made.messenger.sentTo(mika), ...made.messenger.sentTo(eve)];
  expect(heard).toMatchObject(instead === 'channel' ? [] : [changed]);
  const posted = made.messenger.posted.map(({ reply }) => reply);
  expect(posted).toEqual(
    instead === 'channel' ? [{ kind: 'channel-notice', what: 'change', name: 'Ines Moreau' }] : [],
  );
  expect(alarms(made)).toEqual([{ because: 'subject-unreachable', changes: 'unfrozen', instead }]);
});
