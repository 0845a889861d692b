import { type Answer, notFound, ok } from './answers.ts';
import { type Ask, requireOptions } from './ask.ts';
import { page, sourceOf } from './paging.ts';
import { type Access, access } from './permissions.ts';
import type { Method, Resource } from './resources.ts';
import type { Route } from './route.ts';
import { methodsOf } from './taps.ts';
import { requirePerson } from './user-routes.ts';
import type { World } from './world.ts';

function shown(method: Method, world: World): Resource {
  if (world.showsPasskeyType || method.passkeyType === undefined) return method;
  const { passkeyType: _hidden, ...rest } = method;
  return rest;
}

/** Derived properties come inline. Takes no OData options: https://learn.microsoft.com/graph/api/authentication-list-methods */
function listMethods(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, []);
  const person = requirePerson(world, id);
  return ok(
    page(ask, {
      source: sourceOf(methodsOf(world, person)),
      context: `${ask.base}/$metadata#users('${person.user.id}')/authentication/methods`,
      show: (method) => shown(method, world),
      defaultSize: 100,
      forcedSize: world.pageSize,
    }),
  );
}

function withoutType({ '@odata.type': _type, ...rest }: Resource): Resource {
  return rest;
}

type Kind = { readonly segment: string; readonly type: string; readonly access: Access };

const kinds: readonly Kind[] = [
  { segment: 'fido2Methods', type: 'fido2AuthenticationMethod', access: access.readPasskeys },
  {
    segment: 'microsoftAuthenticatorMethods',
    type: 'microsoftAuthenticatorAuthenticationMethod',
    access: access.readAuthenticator,
  },
  { segment: 'temporaryAccessPassMethods', type: 'temporaryAccessPassAuthenticationMethod', access: access.readTap },
];

function routesOf({ segment, type, access: rule }: Kind): readonly Route[] {
  const ofKind = (world: World, id: string | undefined) => {
    const person = requirePerson(world, id);
    return {
      person,
      methods: methodsOf(world, person).filter((one) => one['@odata.type'] === `#microsoft.graph.${type}`),
    };
  };
  const list = (ask: Ask, world: World, [id]: readonly string[]) => {
    requireOptions(ask, []);
    const { person, methods } = ofKind(world, id);
    return ok(
      page(ask, {
        source: sourceOf(methods),
        context: `${ask.base}/$metadata#users('${person.user.id}')/authentication/${segment}`,
        show: (method) => withoutType(shown(method, world)),
        defaultSize: 100,
        forcedSize: world.pageSize,
      }),
    );
  };
  const read = (ask: Ask, world: World, [id, methodId]: readonly string[]) => {
    requireOptions(ask, []);
    const { person, methods } = ofKind(world, id);
    const method = methods.find((one) => one.id === methodId);
    if (method === undefined) throw notFound(methodId ?? '');
    const context = `${ask.base}/$metadata#users('${person.user.id}')/authentication/${segment}/$entity`;
    return ok({ '@odata.context': context, ...withoutType(shown(method, world)) });
  };
  const pattern = `users/{id}/authentication/${segment}`;
  return [
    { method: 'GET', pattern, access: rule, answer: list },
    { method: 'GET', pattern: `${pattern}/{method}`, access: rule, answer: read },
  ];
}

export const methodRoutes: readonly Route[] = [
  { method: 'GET', pattern: 'users/{id}/authentication/methods', access: access.readMethods, answer: listMethods },
  ...kinds.flatMap(routesOf),
];
