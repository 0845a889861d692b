import { parseHeldRoles } from '../../src/graph/parse-subject.ts';

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
