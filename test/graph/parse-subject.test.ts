import { parseHeldRoles, parseIsRoleGroup, parseRoleGroups } from '../../src/graph/parse-subject.ts';

const reader = '4a5d8f65-41da-4de4-8968-e035b65339cf';
const own = 'c0570000-0000-4000-8000-000000000001';

test.each([
  [
    'a custom role that borrows a template',
    { roleDefinitionId: own, roleDefinition: { templateId: reader, isBuiltIn: false } },
    own,
  ],
  ['a role that does not say what it is', { roleDefinitionId: own, roleDefinition: { templateId: reader } }, own],
  ['a built-in role', { roleDefinitionId: own, roleDefinition: { templateId: reader, isBuiltIn: true } }, reader],
  ['a role that was not expanded', { roleDefinitionId: reader }, reader],
])('a role is judged by what it is: %s', (_what, entry, templateId) => {
  expect(parseHeldRoles(true)([entry])).toMatchObject([{ templateId }]);
});

const group = { id: 'bbbbbbbb-0000-0000-0000-000000000009', displayName: 'Sales', isAssignableToRole: null };

test.each<[string, object, boolean | undefined]>([
  ['never made for roles', {}, false],
  ['made without', { isAssignableToRole: false }, false],
  ['made for roles', { isAssignableToRole: true }, true],
  ['that may not be read: nothing of it has a value', { displayName: null }, undefined],
  ['that does not say', { isAssignableToRole: undefined }, undefined],
])('a group %s', (_what, more, expected) => {
  const entry = { ...group, ...more };

  expect(parseIsRoleGroup(entry)).toBe(expected);
  const listed = () => parseRoleGroups('member')([entry]).length > 0;
  if (expected === undefined) expect(listed).toThrow('not-understood');
  else expect(listed()).toBe(expected);
});
