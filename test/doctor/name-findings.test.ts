import { nameFindings } from '../../src/doctor/name-findings.ts';

const named = { organization: 'Contoso', helpdesk: 'ext. 4444', security: 'ext. 9999' };

test.each([
  ['everything has a name', {}, ['ok: The organization, its help desk and its security team have names']],
  ['the organization has none', { organization: undefined }, ['warn: ORGANIZATION_NAME is not set']],
  ['there is nobody to call', { helpdesk: undefined }, ['warn: HELPDESK_CONTACT is not set']],
  ['there is nobody to report to', { security: undefined }, ['warn: SECURITY_CONTACT is not set']],
])('the doctor says when %s', (_what, missing, expected) => {
  const found = nameFindings({ ...named, ...missing });

  expect(found.map(({ verdict, says }) => `${verdict}: ${says}`)).toEqual(expected);
});
