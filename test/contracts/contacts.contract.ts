import type { Contacts } from '../../src/enrollment/ports.ts';
import { someContact, someone } from '../fixtures/someone.ts';

export function contactsContract(contacts: () => Contacts): void {
  test('a user who never wrote has no contact', async () => {
    expect(await contacts().of(someone())).toBeUndefined();
  });

  test.each([
    ['conversationId', { conversationId: 'a:new-chat' }],
    ['serviceUrl', { serviceUrl: 'https://smba.contoso.example/amer/' }],
    ['tenantId', { tenantId: '99999999-2222-4333-8444-555555555555' }],
    ['channelUserId', { channelUserId: '29:someone-else' }],
    ['botId', { botId: '28:other-bot' }],
    ['client', { client: { platform: 'windows', locale: 'de-DE', timeZone: 'Europe/Berlin' } }],
    ['client of which nothing is known', { client: { platform: undefined, locale: undefined, timeZone: undefined } }],
  ] as const)('the last seen %s wins', async (_what, seen) => {
    const before = someContact(someone());
    const after = { ...before, ...seen };

    await contacts().remember(before);
    await contacts().remember(after);
    await contacts().remember(after);

    expect(await contacts().of(before.user)).toEqual(after);
  });

  test('a user who becomes known again after nothing was known of the client', async () => {
    const known = someContact(someone());

    await contacts().remember({ ...known, client: { platform: undefined, locale: undefined, timeZone: undefined } });
    await contacts().remember(known);

    expect(await contacts().of(known.user)).toEqual(known);
  });

  test('twenty turns at once leave one contact', async () => {
    const contact = someContact(someone());

    await Promise.all(Array.from({ length: 20 }, () => contacts().remember(contact)));

    expect(await contacts().of(contact.user)).toEqual(contact);
  });
}
