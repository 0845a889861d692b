import type { Stores } from '../fakes/fake-stores.ts';
import { someContact, someEnrollment, someone } from '../fixtures/someone.ts';

/** `Enrollments.meet`: the beginning of a turn. */
export function meetingsContract(stores: () => Stores): void {
  test('somebody met for the first time is remembered, and has no enrollment', async () => {
    const contact = someContact(someone());

    expect(await stores().enrollments.meet(contact)).toBeUndefined();
    expect(await stores().contacts.of(contact.user)).toEqual(contact);
  });

  test('met again, the user has the enrollment that was saved, with its card', async () => {
    const contact = someContact(someone());
    const enrollment = { ...someEnrollment(contact.user, 'one'), cardId: 'card-1' };
    await stores().enrollments.meet(contact);
    await stores().enrollments.save(enrollment, undefined);

    expect(await stores().enrollments.meet(contact)).toEqual(enrollment);
    expect(await stores().enrollments.meet({ ...contact, serviceUrl: 'https://smba.contoso.example/amer/' })).toEqual(
      enrollment,
    );
  });

  test('met in another conversation, the card in the old one is not the user’s card any more', async () => {
    const contact = someContact(someone());
    const enrollment = someEnrollment(contact.user, 'one');
    await stores().enrollments.meet(contact);
    await stores().enrollments.save({ ...enrollment, cardId: 'card-1' }, undefined);

    expect(await stores().enrollments.meet({ ...contact, conversationId: 'a:new-chat' })).toEqual(enrollment);
    expect((await stores().contacts.of(contact.user))?.conversationId).toBe('a:new-chat');
  });

  test('twenty meetings at once leave one contact', async () => {
    const contact = someContact(someone());

    await Promise.all(Array.from({ length: 20 }, () => stores().enrollments.meet(contact)));

    expect(await stores().contacts.of(contact.user)).toEqual(contact);
  });
}
