import { type Answer, badRequest, notFound, ok } from './answers.ts';
import { type Ask, pick, requireKnown, requireOptions } from './ask.ts';
import { parseFilter } from './filter.ts';
import { matches } from './filter-match.ts';
import { generatedId } from './generated-people.ts';
import { castId } from './ids.ts';
import { page, sourceOf } from './paging.ts';
import { access } from './permissions.ts';
import { deviceProperties, managedDeviceProperties } from './property-names.ts';
import type { Entity, Resource } from './resources.ts';
import type { Route } from './route.ts';
import { requirePerson } from './user-routes.ts';
import type { World } from './world.ts';

/** Seen in the wild: https://learn.microsoft.com/answers/questions/1063413/error-graph-api */
function requireLicence(world: World): void {
  if (!world.hasIntune) throw badRequest('Request not applicable to target tenant.');
}

function show(selected: readonly string[] | undefined): (device: Entity) => Resource {
  return selected === undefined ? (device) => device : (device) => pick(device, selected);
}

function listManagedDevices(ask: Ask, world: World): Answer {
  requireLicence(world);
  requireOptions(ask, ['select', 'filter', 'top', 'count']);
  requireKnown(ask.query.select, managedDeviceProperties, 'managedDevice');
  const filter = ask.query.filter === undefined ? undefined : parseFilter(ask.query.filter);
  // Intune ignores a comparison with nothing: every device of the tenant comes back.
  // https://learn.microsoft.com/answers/questions/1179430
  const ignored = filter === undefined || (filter.kind === 'eq' && filter.value === '');
  const owner = filter?.kind === 'eq' && filter.property === 'userId' ? String(filter.value) : undefined;
  const source =
    owner === undefined || ignored
      ? world.people.managedDevices()
      : sourceOf(world.person(owner)?.managedDevices ?? []);
  return ok(
    page(ask, {
      source,
      context: `${ask.base}/$metadata#deviceManagement/managedDevices`,
      ...(!ignored && owner === undefined && { keep: (device: Entity) => matches(filter, device) }),
      show: show(ask.query.select),
      defaultSize: 1000,
      maxSize: 1000,
      forcedSize: world.pageSize,
      withCount: ask.query.count,
    }),
  );
}

function listManagedDevicesOf(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireLicence(world);
  requireOptions(ask, ['select', 'top']);
  requireKnown(ask.query.select, managedDeviceProperties, 'managedDevice');
  const person = requirePerson(world, id);
  return ok(
    page(ask, {
      source: sourceOf(person.managedDevices),
      context: `${ask.base}/$metadata#users('${person.user.id}')/managedDevices`,
      show: show(ask.query.select),
      defaultSize: 1000,
      maxSize: 1000,
      forcedSize: world.pageSize,
    }),
  );
}

function readManagedDevice(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireLicence(world);
  requireOptions(ask, ['select']);
  requireKnown(ask.query.select, managedDeviceProperties, 'managedDevice');
  // Ids end in the digits of the owner's.
  const digits = (id ?? '').slice(-12);
  const owners = [
    world.person(`${castId(0).slice(0, -12)}${digits}`),
    world.person(`${generatedId(0).slice(0, -12)}${digits}`),
  ];
  const device = owners.flatMap((owner) => owner?.managedDevices ?? []).find((one) => one.id === id);
  if (device === undefined) throw notFound(id ?? '');
  return ok(show(ask.query.select)(device));
}

function listEntraDevices(isCast: boolean): Route['answer'] {
  return (ask, world, [id]) => {
    requireOptions(ask, ['select', 'top', 'count']);
    requireKnown(ask.query.select, deviceProperties, isCast ? 'device' : 'directoryObject');
    const person = requirePerson(world, id);
    const shown = show(ask.query.select);
    return ok(
      page(ask, {
        source: sourceOf(person.devices),
        context: `${ask.base}/$metadata#${isCast ? 'devices' : 'directoryObjects'}`,
        show: isCast ? shown : (device) => ({ '@odata.type': '#microsoft.graph.device', ...shown(device) }),
        defaultSize: 100,
        forcedSize: world.pageSize,
        withCount: ask.query.count && ask.isEventual,
      }),
    );
  };
}

const entraDeviceRoutes = ['registeredDevices', 'ownedDevices'].flatMap((set): readonly Route[] => [
  { method: 'GET', pattern: `users/{id}/${set}`, access: access.readDevicesOf, answer: listEntraDevices(false) },
  {
    method: 'GET',
    pattern: `users/{id}/${set}/microsoft.graph.device`,
    access: access.readDevicesOf,
    answer: listEntraDevices(true),
  },
]);

export const deviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: 'deviceManagement/managedDevices',
    access: access.readIntune,
    answer: listManagedDevices,
  },
  {
    method: 'GET',
    pattern: 'deviceManagement/managedDevices/{device}',
    access: access.readIntune,
    answer: readManagedDevice,
  },
  { method: 'GET', pattern: 'users/{id}/managedDevices', access: access.readIntune, answer: listManagedDevicesOf },
  ...entraDeviceRoutes,
];
