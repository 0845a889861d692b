import { setReport, setTenant, setThrottling, viewOfReport, viewOfTenant, viewOfThrottling } from './control-tenant.ts';
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

/** By object id, address or nick; somebody of the cast who has been deleted too, to be brought back. */
export function findPerson(world: World, name: string): Person | undefined {
  return world.person(name) ?? world.named(name) ?? world.people.known(name);
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

/** GET shows, POST sets and shows. */
function setting(
  topic: string,
  view: (world: World) => unknown,
  set: (world: World, body: object) => void,
): readonly (readonly [string, (control: Control) => ControlAnswer])[] {
  return [
    [`GET ${topic}`, ({ world }) => ok(view(world))],
    [
      `POST ${topic}`,
      ({ world, body }) => {
        set(world, body);
        return ok(view(world));
      },
    ],
  ];
}

/** All, or with a number those after it. */
function installs({ world, rest: [after = '0'] }: Control): ControlAnswer {
  return ok({ installs: world.installs.after(Number(after)) });
}

function forgetInstalls({ world }: Control): ControlAnswer {
  world.installs.clear();
  return ok({ installs: [] });
}

function addFault({ faults, body }: Control): ControlAnswer {
  if (!('route' in body) || typeof body.route !== 'string') throw new TypeError('A fault needs a route.');
  faults.add(body as Fault);
  return { status: 201, body: { faults: faults.list() } };
}

export const controlRoutes: ReadonlyMap<string, (control: Control) => ControlAnswer> = new Map([
  ['GET people', people],
  ['POST people', act],
  ...setting('tenant', viewOfTenant, setTenant),
  ...setting('report', viewOfReport, setReport),
  ...setting('throttling', viewOfThrottling, setThrottling),
  ['GET installs', installs],
  ['DELETE installs', forgetInstalls],
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
