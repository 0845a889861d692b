import { type Answer, noContent, notFound, ok } from './answers.ts';
import { type Ask, requireOptions } from './ask.ts';
import { initiatorOf, recordRemoval, recordRevocation } from './method-audits.ts';
import { isAuthenticator, isPasskey } from './methods.ts';
import { access } from './permissions.ts';
import type { Method } from './resources.ts';
import type { Route } from './route.ts';
import { requirePerson } from './user-routes.ts';
import type { World } from './world.ts';

/** Entra forgets it; the phone keeps what it has. */
function removeMethod(isOfKind: (method: Method) => boolean): Route['answer'] {
  return (ask, world, [id, methodId]) => {
    requireOptions(ask, []);
    const person = requirePerson(world, id);
    const method = person.methods.find((one) => isOfKind(one) && one.id === methodId);
    if (method === undefined) throw notFound(methodId ?? '');
    world.change(person.user.id, (now) => ({ ...now, methods: now.methods.filter((one) => one.id !== method.id) }));
    recordRemoval(world, person, initiatorOf(ask, world), method);
    return noContent();
  };
}

/** https://learn.microsoft.com/graph/api/user-revokesigninsessions */
function revokeSessions(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, []);
  const person = requirePerson(world, id);
  world.change(person.user.id, (now) => ({
    ...now,
    sessionsRevokedAt: world.now(),
    phones: now.phones.map((phone) => ({ ...phone, signedInUntil: undefined })),
  }));
  recordRevocation(world, person, initiatorOf(ask, world));
  return ok({ '@odata.context': `${ask.base}/$metadata#Edm.Boolean`, value: true });
}

export const removalRoutes: readonly Route[] = [
  {
    method: 'DELETE',
    pattern: 'users/{id}/authentication/fido2Methods/{method}',
    access: access.changePasskeys,
    answer: removeMethod(isPasskey),
  },
  {
    method: 'DELETE',
    pattern: 'users/{id}/authentication/microsoftAuthenticatorMethods/{method}',
    access: access.changeAuthenticator,
    answer: removeMethod(isAuthenticator),
  },
  {
    method: 'POST',
    pattern: 'users/{id}/revokeSignInSessions',
    access: access.revokeSessions,
    answer: revokeSessions,
  },
];
