import { type Ask, pick, requireKnown } from './ask.ts';
import { groupProperties } from './property-names.ts';
import type { Entity, Resource } from './resources.ts';
import type { Group } from './tenant.ts';

export function groupResource(group: Group): Entity {
  return {
    id: group.id,
    displayName: group.displayName,
    description: group.description,
    groupTypes: [],
    mail: null,
    mailEnabled: false,
    mailNickname: group.displayName.replaceAll(/\W/g, ''),
    securityEnabled: true,
    isAssignableToRole: group.isAssignableToRole ?? null,
    createdDateTime: '2025-03-01T09:00:00Z',
    visibility: null,
  };
}

export function showGroup(ask: Ask): (group: Group) => Resource {
  requireKnown(ask.query.select, groupProperties, 'group');
  const { select } = ask.query;
  return (group) => (select === undefined ? groupResource(group) : pick(groupResource(group), select));
}
