import { type Answer, badRequest, notFound, ok } from './answers.ts';
import { type Ask, requireOptions } from './ask.ts';
import { methodsPolicy } from './methods-policy.ts';
import { access } from './permissions.ts';
import type { Entity, Resource } from './resources.ts';
import type { Route } from './route.ts';
import type { World } from './world.ts';

const root = 'policies/authenticationMethodsPolicy';

function configurations(world: World): readonly Entity[] {
  return [world.fido2Policy, world.tapPolicy, world.authenticatorPolicy];
}

/** Only what was asked for; the type and the profiles' names stay as Graph spells them. */
function narrowed(resource: Resource, ask: Ask): Resource {
  const { select } = ask.query;
  if (select === undefined) return resource;
  const stranger = select.find((name) => !(name in resource));
  if (stranger !== undefined) {
    throw badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${stranger}'.`);
  }
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name.startsWith('@') || select.includes(name)));
}

function readPolicy(ask: Ask, world: World): Answer {
  requireOptions(ask, ['select']);
  const context = `${ask.base}/$metadata#authenticationMethodsPolicy`;
  const policy = {
    ...methodsPolicy(world.registrationCampaign),
    authenticationMethodConfigurations: configurations(world),
  };
  return ok({ '@odata.context': context, ...narrowed(policy, ask) });
}

/** Ids are compared without regard to case: docs write `FIDO2`, the resource says `Fido2`. */
function readConfiguration(ask: Ask, world: World, [id = '']: readonly string[]): Answer {
  requireOptions(ask, ['select', 'expand']);
  const found = configurations(world).find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) throw notFound(id);
  const context = `${ask.base}/$metadata#authenticationMethodConfigurations/$entity`;
  return ok({ '@odata.context': context, ...narrowed(found, ask) });
}

export const policyRoutes: readonly Route[] = [
  { method: 'GET', pattern: root, access: access.readMethodPolicy, answer: readPolicy },
  {
    method: 'GET',
    pattern: `${root}/authenticationMethodConfigurations/{id}`,
    access: access.readMethodPolicy,
    answer: readConfiguration,
  },
];
