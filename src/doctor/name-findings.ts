import { type Finding, ok, warn } from './finding.ts';

type Names = {
  readonly organization: string | undefined;
  readonly helpdesk: string | undefined;
  readonly security: string | undefined;
};

/** Without these the guide works, and cannot say where to tap or whom to call. */
export function nameFindings({ organization, helpdesk, security }: Names): readonly Finding[] {
  const missing = [
    ...(organization
      ? []
      : [warn('ORGANIZATION_NAME is not set', 'Steps then say "your work account", not its name.')]),
    ...(helpdesk ? [] : [warn('HELPDESK_CONTACT is not set', 'Users are then told to call "your help desk".')]),
    ...(security
      ? []
      : [warn('SECURITY_CONTACT is not set', 'Who reports an attack is then told to call "your security team".')]),
  ];
  return missing.length > 0 ? missing : [ok('The organization, its help desk and its security team have names')];
}
