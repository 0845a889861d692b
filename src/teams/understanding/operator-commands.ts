import type { Intent } from '../../enrollment/intent.ts';

export type OperatorCommand = { readonly intent: Intent; readonly rest?: string };

const pass = `(?:${[
  'taps?|temporary access (?:pass|code)(?:es)?|access pass|temporary pass',
  '(?:befristete[nrs]? |temporäre[nrs]? )?zugriffspass',
  "passe? d['’]acc[eè]s temporaire|pase de acceso temporal|passe? de acesso tempor[aá]rio",
  'pass di accesso temporaneo|tijdelijke toegangspas',
  '一時アクセス ?パス|临时访问密码|臨時存取密碼|임시 ?액세스 ?패스|تصريح وصول م[ؤو]قت',
].join('|')})`;
const issue = `(?:${[
  'issue|create|generate|make|give out|hand out|prepare|ausstellen|erstelle|erzeuge|[eé]mettre|cr[eé]er',
  'generar|emitir|crea|crear|criar|gerar|emetti|genera|maak|geef|uitgeven|أصدر|إصدار',
].join('|')})`;
const give = '(?:give|send|get|gib|donne|d[aá]|dai|geef)';
const forWord = '(?:for|to|für|pour|para|per|voor)';
const articles = '(?:(?:an?|the|another|new|one|einen|ein|den|un|une|uma|um|een|de)\\s+)*';
const someone = "(?<rest>[\\p{L}\\p{N}'’.@_ -]{2,60}?)";
const campaign = '(?:campaign|roll-?out|kampagne|campagne|campaña|campanha|campagna|wave)';
const begin = `(?:${[
  'new|create|start|launch|begin|plan|schedule|set up|kick off|neue|starte|nouvelle|lancer|nueva|crear|iniciar',
  'nova|criar|nuova|avviare|nieuwe',
].join('|')})`;
const examine = '(?:check|verify|audit|inspect|review|repair|fix|test|prüfe|vérifier|comprobar|verificar|controlla)';
const ours =
  '(?:tenant|mandant|inquilino|locatario|locatário|(?:authentication |auth |passkey |fido2? |tap )*polic(?:y|ies))';

/** Each with the group `rest` where somebody or something is named. */
const patterns: readonly (readonly [Intent, RegExp])[] = [
  ['issue-tap', new RegExp(`\\b${issue}\\s+${articles}${pass}\\s+${forWord}\\s+(?<rest>.+)$`, 'iu')],
  ['issue-tap', new RegExp(`${pass}\\s+${forWord}\\s+(?<rest>.+)$`, 'iu')],
  [
    'issue-tap',
    new RegExp(`\\b${give}\\s+${someone}\\s+(?:an?|the|another|new|einen|un|une|uma|um|een)\\s+${pass}`, 'iu'),
  ],
  ['issue-tap', new RegExp(`^${someone}(?:に|のために|에게)\\s*${pass}`, 'iu')],
  ['issue-tap', new RegExp(`\\b(?:issue|hand out)\\s+${articles}${pass}`, 'iu')],
  [
    'new-campaign',
    new RegExp(
      `\\b${begin}\\s+(?:(?:an?|the|our|una?|une|eine|een|uma|new|next|passkey)\\s+)*${campaign}(?:\\s+(?:for|to|with|in|für|pour|para|per|voor)\\s+(?<rest>.+))?`,
      'iu',
    ),
  ],
  ['campaigns', new RegExp(`\\b${campaign}[sn]?\\b`, 'iu')],
  ['check-tenant', new RegExp(`\\b(?:${examine}|is|are)\\b.{0,30}\\b${ours}\\b`, 'iu')],
  ['check-tenant', /\btenant\b.{0,30}\b(?:ready|check|settings?|configured|configuration|policy|readiness)\b/iu],
];

/** A question or an order is short; a story that mentions a rollout or the tenant is not meant for these. Characters. */
const longestOrder = 80;
/** Words of a person who is nudged by a campaign, or in trouble, not of one who runs it. */
const notRunning =
  /\b(?:don['’]?t|doesn['’]?t|can['’]?t|cannot|not|stop|annoy|leave|opt|wish|exclude me|remove me|part in|message|received|got|error|blocked|failed|fails|users? (?:are|see|get))\b/iu;
const oneself =
  /^(?:me|my|mine|myself|us|our|mich|mir|meine?n?|uns|moi|mon|ma|mi|m[ií]o?|mim|meu|minha|mij|mijn|a|an|the|it|one|new|einen?|neues?|un|une|uma?)\b/iu;
const aName = /^["'(]?\p{Lu}|@/u;

/** Written before a name alone, "pass" is one of these, too. */
const anyPass = `(?:pass(?:es)?|pässe|${pass})`;
const look = `(?:${[
  'list|show|see|view|display|look up|delete|remove|revoke|withdraw|invalidate|cancel|zeige?|liste|lösche?|entferne|widerrufe',
  'montre|affiche|supprime|retire|muestra|lista|elimina|borra|revoca|mostra|mostre|remove|apaga|cancella|toon|verwijder',
].join('|')})`;
const replace =
  '(?:replace|renew|re-?issue|exchange|ersetze|erneuere|remplace|reemplaza|renueva|substitui|sostituisci|vervang)';
const owner = '(?:for|of|from|on|to|für|von|bei|pour|de|du|para|por|di|per|voor|van)';
const those =
  '(?:(?:me|all|any|the|old|existing|current|active|last|an?|every|which|mir|alle|den|die|das|les?|la|los?|las|el|os?|as?|gli|il|de)\\s+)*';
const ofSomebody = (verb: string) => [
  new RegExp(`\\b${verb}\\s+${those}${anyPass}\\s+${owner}\\s+(?<rest>.+)$`, 'iu'),
  new RegExp(`\\b${verb}\\s+(?:(?:me|the)\\s+)*(?<rest>[^,;]{2,60}?)['’]s?\\s+${those}${anyPass}[\\s.!?]*$`, 'iu'),
];
const passOrders = [
  { kind: 'find-taps', patterns: ofSomebody(look) },
  { kind: 'issue-tap', patterns: ofSomebody(replace) },
] as const;

/** What is there is listed, and deleted from the list; to replace a pass is to issue one, which says that the old one goes. */
export function passOrderIn(
  text: string,
): { readonly kind: 'find-taps' | 'issue-tap'; readonly query: string } | undefined {
  for (const { kind, patterns } of passOrders)
    for (const pattern of patterns) {
      const query = nameIn(pattern.exec(text)?.groups?.rest ?? '');
      if (query && !oneself.test(query)) return { kind, query };
    }
  return undefined;
}

/** @param text visible text as typed: a name keeps its case and accents */
export function operatorCommandIn(text: string): OperatorCommand | undefined {
  for (const [intent, pattern] of patterns) {
    const found = pattern.exec(text);
    if (!found) continue;
    const named = found.groups?.rest;
    if (intent === 'issue-tap') {
      if (named === undefined) return { intent };
      const rest = nameIn(named);
      if (!oneself.test(rest) && (aName.test(rest) || saysIssue(text))) return { intent, rest };
    } else if (text.length <= longestOrder && !notRunning.test(text)) {
      return named ? { intent, rest: nameIn(named) } : { intent };
    }
  }
  return undefined;
}

/** "issue a tap for ada" is an order whatever the case; "a tap for registering" needs none. */
function saysIssue(text: string): boolean {
  return new RegExp(`\\b(?:${issue}|${give})\\b`, 'iu').test(text);
}

function nameIn(rest: string): string {
  return rest
    .replace(/[\s,]*\b(?:please|pls|bitte|thanks|thank you|now|asap|por favor|per favore|svp)\b.*$/iu, '')
    .replace(/^["'<(\s]+|[\s.,;:!?"'<>()]+$/gu, '')
    .slice(0, 100);
}
