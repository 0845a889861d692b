import { createHelpdeskMessenger } from '../../src/teams/helpdesk-messenger.ts';
import type { Outbox } from '../../src/teams/messenger.ts';
import { createFakeStores } from '../fakes/fake-stores.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someone } from '../fixtures/someone.ts';

const nowhere = () => {
  throw new RangeError('Nothing is sent');
};
const outbox: Outbox = { chatWith: nowhere, channelOf: nowhere, channelAt: nowhere, membersPage: nowhere };

test('whoever has written to the bot can be reached, nobody else, and nothing is sent to find out', async () => {
  const { contacts } = createFakeStores();
  const user = someone();
  const where = { tenantId: 'tenant', conversationId: 'chat', serviceUrl: 'https://smba.contoso.example/' };
  const client = { platform: undefined, locale: undefined, timeZone: undefined };
  await contacts.remember({ user, ...where, channelUserId: '29:user', botId: '28:bot', client });
  const messenger = createHelpdeskMessenger({ outbox, contacts, allowedTenantIds: [], log: silentLog });

  expect(await messenger.canReach(user)).toBe(true);
  expect(await messenger.canReach(someone())).toBe(false);
});

test('where that cannot be looked up, nobody can be reached', async () => {
  const contacts = { of: async () => Promise.reject(new Error('The database is away')) };
  const messenger = createHelpdeskMessenger({ outbox, contacts, allowedTenantIds: [], log: silentLog });

  expect(await messenger.canReach(someone())).toBe(false);
});
