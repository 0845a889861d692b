import { type Answer, accessDenied, badRequest, noContent, notFound } from './answers.ts';
import { type Ask, requireOptions } from './ask.ts';
import { initiatorOf, recordTap } from './method-audits.ts';
import { access } from './permissions.ts';
import type { Person, Tap } from './resources.ts';
import type { Route } from './route.ts';
import { readTapAsk } from './tap-ask.ts';
import { isInTapPolicy, newTapValue, tapMethod } from './taps.ts';
import { requirePerson } from './user-routes.ts';
import type { World } from './world.ts';

/** Nobody hands out passes to themselves, whatever their role. */
function requireOther({ token }: Ask, person: Person): void {
  if (token.userId !== person.user.id) return;
  throw accessDenied(`Self-service operations are currently not supported for user ${person.user.id}`);
}

function requireEligible(world: World, person: Person): void {
  // An internal guest has an ordinary address and may have one.
  if (person.user.userType === 'Guest' && person.user.userPrincipalName.includes('#EXT#')) {
    throw badRequest('Temporary Access Pass cannot be added to an external guest user.', 'badRequest');
  }
  if (world.refusesTapOutsidePolicy && !isInTapPolicy(world, person)) {
    throw accessDenied(
      'Converged UserCredentialPolicy does not allow creating or updating Temporary Access Pass for this user.',
    );
  }
  if (world.refusesSecondTap && person.tap !== undefined) {
    throw badRequest('A Temporary Access Pass already exists for this user.', 'badRequest');
  }
}

function createTap(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, []);
  const person = requirePerson(world, id);
  requireOther(ask, person);
  requireEligible(world, person);
  const wanted = readTapAsk(ask.body, world.tapPolicy, world.now());
  const tap: Tap = {
    ...wanted,
    id: world.newId('7a90', person),
    value: newTapValue(world.tapPolicy.defaultLength),
    createdAt: world.now(),
    usedAt: undefined,
  };
  world.giveTap(person.user.id, tap);
  recordTap(world, person, initiatorOf(ask, world), 'registered');
  const context = `${ask.base}/$metadata#users('${person.user.id}')/authentication/temporaryAccessPassMethods/$entity`;
  const { '@odata.type': _type, ...shown } = tapMethod(world, person, tap);
  return { status: 201, body: { '@odata.context': context, ...shown, temporaryAccessPass: tap.value } };
}

function deleteTap(ask: Ask, world: World, [id, tapId]: readonly string[]): Answer {
  requireOptions(ask, []);
  const person = requirePerson(world, id);
  requireOther(ask, person);
  if (person.tap === undefined || person.tap.id !== tapId) throw notFound(tapId ?? '');
  world.change(person.user.id, (now) => ({ ...now, tap: undefined }));
  recordTap(world, person, initiatorOf(ask, world), 'deleted');
  return noContent();
}

const pattern = 'users/{id}/authentication/temporaryAccessPassMethods';

/** Writing; reading is with the other methods. https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod */
export const tapRoutes: readonly Route[] = [
  { method: 'POST', pattern, access: access.changeTap, answer: createTap },
  { method: 'DELETE', pattern: `${pattern}/{method}`, access: access.changeTap, answer: deleteTap },
];
