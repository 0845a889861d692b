import { plainText } from './plain-text.ts';
import { hideMarks } from './words.ts';

/** Of the operator's own choosing; what is not set is called by what it is. */
export type Names = {
  readonly organization?: string | undefined;
  /** Whom users and security incidents are sent to. */
  readonly helpdesk?: string | undefined;
  readonly security?: string | undefined;
};

/** Names of the operator's own choosing may be longer than those of devices. */
const longestOwnName = 200;

const holeAtStart = /(^|[.?!]\s+)\{(org|organization|helpdesk|security)\}/g;

/** A name may begin a sentence: `{helpdesk}` becomes `{helpdeskAtStart}` there. */
export function markStarts(message: string): string {
  return message.replace(holeAtStart, '$1{$2AtStart}');
}

/**
 * What fills `{org}`, `{organization}`, `{helpdesk}`, `{security}` and `{account}`, the account as the screen calls it:
 * "your {account} account". `usual` gives the words for what has no name.
 */
export function nameValues(
  names: Names,
  language: string,
  usual: (what: 'organization' | 'helpdesk' | 'security' | 'account') => string,
): Readonly<Record<string, string>> {
  const organization = own(names.organization);
  const org = organization ?? usual('organization');
  const helpdesk = own(names.helpdesk) ?? usual('helpdesk');
  const security = own(names.security) ?? usual('security');
  // A name is written as its owner writes it, small letter or not.
  const orgAtStart = organization ?? capitalized(org, language);
  return {
    org,
    organization: org,
    helpdesk,
    security,
    account: organization ? `**${organization}**` : usual('account'),
    orgAtStart,
    organizationAtStart: orgAtStart,
    helpdeskAtStart: capitalized(helpdesk, language),
    securityAtStart: capitalized(security, language),
  };
}

function own(name: string | undefined): string | undefined {
  return name === undefined ? undefined : hideMarks(plainText(name, longestOwnName));
}

/** "the help desk" is capitalized, "help@contoso.example" is not. */
function capitalized(name: string, language: string): string {
  return /^\p{Ll}+\s/u.test(name) ? name.charAt(0).toLocaleUpperCase(language) + name.slice(1) : name;
}
