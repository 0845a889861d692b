import { type Comparison, type Filter, theItem } from './filter.ts';
import type { Json, Resource } from './resources.ts';

export type Inspected = {
  readonly uses: readonly { readonly property: string; readonly operator: string }[];
  readonly properties: readonly string[];
  /** Whether it takes an advanced query. */
  readonly advanced: boolean;
};

/** All that a filter names and does. */
export function inspectFilter(filter: Filter): Inspected {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [inspectFilter(filter.left), inspectFilter(filter.right)];
      return inspected([...left.uses, ...right.uses], left.advanced || right.advanced);
    }
    case 'not':
      return inspected(inspectFilter(filter.filter).uses, true);
    case 'any': {
      const { uses, advanced } = inspectFilter(filter.filter);
      const prefixed = uses.map((use) => ({ ...use, property: `${filter.property}/${use.property}` }));
      return inspected(prefixed, advanced);
    }
    case 'ne':
    case 'endsWith':
      return inspected([{ property: filter.property, operator: filter.kind }], true);
    case 'eq':
    case 'ge':
    case 'le':
    case 'gt':
    case 'lt':
    case 'in':
    case 'startsWith':
      return inspected([{ property: filter.property, operator: filter.kind }], false);
  }
}

function inspected(uses: Inspected['uses'], advanced: boolean): Inspected {
  return { uses, properties: uses.map(({ property }) => property), advanced };
}

function fold(value: Json | undefined): Json {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}

function isResource(value: Json | undefined): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param path `initiatedBy/user/id` is a property of a property. */
function valueAt(resource: Resource, path: string): Json {
  let value: Json | undefined = resource;
  for (const name of path.split('/')) value = isResource(value) ? value[name] : undefined;
  return value ?? null;
}

/** Negative: the first is less. Moments in time, or numbers. */
function compare(one: Json, other: Json): number {
  const [left, right] = [one, other].map((value) => (typeof value === 'string' ? Date.parse(value) : Number(value)));
  return (left ?? Number.NaN) - (right ?? Number.NaN);
}

/** Entra compares text without regard to case. */
export function matches(filter: Filter, resource: Resource): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource) && matches(filter.right, resource);
    case 'or':
      return matches(filter.left, resource) || matches(filter.right, resource);
    case 'not':
      return !matches(filter.filter, resource);
    case 'any': {
      const items = valueAt(resource, filter.property);
      return (
        Array.isArray(items) &&
        items.some((item) => matches(filter.filter, isResource(item) ? item : { [theItem]: item }))
      );
    }
    case 'in': {
      const value = fold(valueAt(resource, filter.property));
      return filter.values.some((one) => fold(one) === value);
    }
    case 'startsWith':
      return textAt(resource, filter.property).startsWith(filter.value.toLowerCase());
    case 'endsWith':
      return textAt(resource, filter.property).endsWith(filter.value.toLowerCase());
    case 'eq':
    case 'ne':
    case 'ge':
    case 'le':
    case 'gt':
    case 'lt':
      return holds(filter.kind, valueAt(resource, filter.property), filter.value);
  }
}

function textAt(resource: Resource, path: string): string {
  return String(fold(valueAt(resource, path)) ?? '');
}

function holds(comparison: Comparison, value: Json, other: Json): boolean {
  switch (comparison) {
    case 'eq':
      return fold(value) === fold(other);
    case 'ne':
      return fold(value) !== fold(other);
    case 'ge':
      return compare(value, other) >= 0;
    case 'le':
      return compare(value, other) <= 0;
    case 'gt':
      return compare(value, other) > 0;
    case 'lt':
      return compare(value, other) < 0;
  }
}
