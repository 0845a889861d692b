import type { Fault } from './faults.ts';
import type { Parts } from './parts.ts';
import { viewOf } from './person-view.ts';
import type { ActionInput } from './phone-action.ts';
import { phoneActions } from './phone-actions.ts';
import type { Person } from './resources.ts';
import type { World } from './world.ts';

export type ControlAnswer = { readonly status: number; readonly body: unknown };

type Control = Parts & { readonly rest: readonly string[]; readonly body: object };

function ok(body: unknown): ControlAnswer {
  return { status: 200, body };
}

const unknownPerson: ControlAnswer = { status: 404, body: { error: { code: 'NotFound', message: 'Nobody there.' } } };

/** By object id, address or nick. */
export function findPerson(world: World, name: string): Person | undefined {
  return world.person(name) ?? world.named(name);
}

function people({ world, rest: [name] }: Control): ControlAnswer {
  if (name !== undefined) {
    const person = findPerson(world, decodeURIComponent(name));
    return person === undefined ? unknownPerson : ok(viewOf(world, person));
  }
  const members = world.members().map(({ user, nick, shows }) => ({
    id: user.id,
    nick,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    shows,
  }));
  return ok({ people: members });
}

function act({ world, rest: [name = '', action = ''], body }: Control): ControlAnswer {
  const person = findPerson(world, decodeURIComponent(name));
  const perform = phoneActions.get(action);
  if (person === undefined) return unknownPerson;
  if (perform === undefined) return { status: 404, body: { error: { code: 'NotFound', message: 'No such action.' } } };
  const result = perform(world, person, body as ActionInput);
  const after = world.person(person.user.id) ?? person;
  return { status: result.done ? 200 : 409, body: { ...result, person: viewOf(world, after) } };
}

function tenant({ world }: Control): ControlAnswer {
  return ok({
    selfService: world.fido2Policy.isSelfServiceRegistrationAllowed,
    intune: world.hasIntune,
    passkeyType: world.showsPasskeyType,
    pim: world.hasPim,
    tapOutsidePolicyRefused: world.refusesTapOutsidePolicy,
    secondTapRefused: world.refusesSecondTap,
    pageSize: world.pageSize ?? null,
  });
}

function switchTenant(control: Control): ControlAnswer {
  const { world, body } = control;
  if ('selfService' in body) world.allowSelfService(body.selfService === true);
  if ('intune' in body) world.hasIntune = body.intune === true;
  if ('passkeyType' in body) world.showsPasskeyType = body.passkeyType === true;
  if ('pim' in body) world.hasPim = body.pim === true;
  if ('tapOutsidePolicyRefused' in body) world.refusesTapOutsidePolicy = body.tapOutsidePolicyRefused === true;
  if ('secondTapRefused' in body) world.refusesSecondTap = body.secondTapRefused === true;
  if ('pageSize' in body) world.pageSize = typeof body.pageSize === 'number' ? body.pageSize : undefined;
  return tenant(control);
}

function addFault({ faults, body }: Control): ControlAnswer {
  if (!('route' in body) || typeof body.route !== 'string') throw new TypeError('A fault needs a route.');
  faults.add(body as Fault);
  return { status: 201, body: { faults: faults.list() } };
}

export const controlRoutes: ReadonlyMap<string, (control: Control) => ControlAnswer> = new Map([
  ['GET people', people],
  ['POST people', act],
  ['GET tenant', tenant],
  ['POST tenant', switchTenant],
  ['GET faults', ({ faults }: Control) => ok({ faults: faults.list() })],
  ['POST faults', addFault],
  ['DELETE faults', clearFaults],
  ['GET requests', ({ requests }: Control) => ok(logOf(requests))],
  ['DELETE requests', forgetRequests],
  ['POST reset', resetAll],
]);

function logOf(requests: Parts['requests']): unknown {
  return { total: requests.total, totalParts: requests.totalParts, requests: requests.list() };
}

function clearFaults({ faults }: Control): ControlAnswer {
  faults.clear();
  return ok({ faults: [] });
}

function forgetRequests({ requests }: Control): ControlAnswer {
  requests.clear();
  return ok({ total: 0 });
}

function resetAll({ world, faults }: Control): ControlAnswer {
  world.resetTenant();
  faults.clear();
  return ok({ reset: true });
}
