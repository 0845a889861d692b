import type { LexiconEntry } from './lexicon.ts';

/** How questions are put, and to whom. */
export const questions: readonly LexiconEntry[] = [
  {
    concept: 'what_is',
    latin: [
      'unterscheid|differ\\b|compar|replac(e|es|ing) (mfa|passwords?|the)|vs\\b|versus|why not|tied to|linked to',
      "liee? a|vincula|collegat|what('?s| is| are| does)\\b|explain|difference|mean(s|ing)?\\b|understand",
      "wondering|curious|tell me (about|more)|was (ist|sind|bedeutet|bringt|heisst)|erklär|unterschied|qu'?est",
      "c'?est quoi|explique|que (es|son|significa)|explic|cos'?e|che cos|che (significa|vuol)|spieg",
      'wat (is|zijn|betekent)|uitleg|o que (e|sao)|a quoi|a cosa serve|para que|wozu|waarvoor|differen[zc]',
    ],
    other: [
      'とは|何ですか|って何|教えて|違い|意味|什么是|是什么|什麼是|是什麼|区别|解释|뭐|무엇|차이|설명',
      'ما (هو|هي|معني)|الفرق|اشرح',
    ],
  },
  {
    concept: 'duration',
    latin: [
      '(how long|how much time|how many minutes) (does|will|would|do|is) (this|that|it|the set-?up|i need|setting)',
      'wie lange (dauert|braucht|brauche) (das|es|die einrichtung|man|ich)|combien de temps (ca|cela|faut|dure)',
      'cuanto (tarda|dura|se tarda|tiempo (tarda|lleva|toma|dura|necesito))|quanto tempo (demora|leva|isso|isto|preciso)',
      'quanto (tempo )?(ci vuole|dura|demora|serve|richiede)|(hoe ?lang duurt|hoeveel tijd kost) (dit|dat|het)',
    ],
    other: ['どのくらい(時間が)?かか|何分(くらい)?かか|要多久|需要多(久|长时间)|얼마나 걸|كم (من الوقت )?يستغرق'],
  },
  {
    concept: 'why',
    latin: [
      "why\\b|what for|reason|warum|wieso|weshalb|pourquoi|por ?que\\b|perche|waarom|what'?s the point|benefit",
      'advantage|vorteil|avantage|ventaja|vantag',
    ],
    other: ['なぜ|どうして|为什么|為什麼|为何|왜|لماذا|ليش'],
  },
  {
    concept: 'what_if',
    latin: [
      'est-(ce|elle|il)|sont-(elles|ils)|peut-on|puis-je|faut-il|what (happens|if)|will i\\b',
      "if (anyone|a thief|they)|isn'?t (it|a|this|that)",
      "if i (don'?t|do not|lose|change|get|forget|leave)|do i (need|have|still|really)",
      'is it (safe|secure|the same|possible|really|true|mandatory|required)|is (a|the|this|my) ',
      'are (they|passkeys|my)',
      'can (i|it|someone|anyone|they|hackers|the) (\\w+ )?(use|share|see|still|have|read|steal|copy|be)',
      'does (it|the|microsoft|a|my|this|that|anyone)|how (safe|secure|does|is|are|many|long)',
      'where (is|are|will|does)|was passiert|brauche ich|muss ich|ist (das|der|ein|es)|wo (wird|ist|sind|werden)',
      'wie (sicher|funktioniert)|que se passe|est-ce|dois-je|ou (est|sont)|que pasa|es (seguro|obligatorio)',
      'tengo que|donde (se|esta)|cosa succede|devo\\b|e (sicur|obbligatori)|dove (viene|si|e)|wat gebeurt|moet ik',
      'heb ik|is (het|een|dit)|waar (wordt|staat)|o que acontece|preciso (de|mesmo)|e (seguro|obrigatorio)',
      'onde (e|fica|esta)',
    ],
    other: [
      'どこに|どうなり|ですか|ますか|安全|会怎样|怎么办|吗|嗎|存在哪|보관|안전|나요|인가요|هل |ماذا (يحدث|لو)',
      '[اأ]ين|آمن',
    ],
  },
  {
    concept: 'if',
    latin: [
      'if\\b|would\\b|suppose|in case|should i\\b|what about|wenn\\b|falls\\b',
      'si (je|me|pierdo|cambio|on|mon|mi|el)\\b|en cas|se (perdo|perco|cambio|trocar|il|o|mi)\\b',
      'als (ik|mijn|je|de)\\b',
    ],
    other: ['もし|たら|場合|如果|万一|丢了怎么|면 어떻게|만약|اذا|لو '],
  },
  {
    concept: 'safety',
    latin: [
      'safe(r|ty)?\\b|secur(e|er|ity)\\b(?! (key|info))|privacy|stored?\\b|sync|back(ed)?[ -]?up|cloud|hack|phish',
      'steal|spy|track(ing)?\\b|data\\b|sicher|gespeichert|daten|sur\\b|stocke|sauvegard|donnees|segur|guarda',
      'datos|dados|guardad|sicur|salvat|dati\\b|veilig|opgeslagen|gegevens|synchron',
    ],
    other: [
      '安全|保存|同期|バックアップ|个人|隐私|存储|存放|同步|备份|안전|저장|동기화|개인정보|آمن|امان|تخزين|يخزن',
      'الخصوصي',
    ],
  },
  {
    concept: 'how',
    latin: [
      'how (do|to|can|could|would|should|did)\\b|how\\b|guide|instruction|steps?\\b|tutorial|manual',
      'where (do|can|to)|wie\\b|anleitung|comment\\b|como\\b|come (si|posso|faccio|devo)|hoe\\b|handleiding',
      'procedure|istruzioni|instrucciones|is there (a|any) way',
    ],
    other: ['どうやって|方法|やり方|手順|どうすれば|如何|怎么|怎麼|怎样|教程|어떻게|방법|كيف|طريق[ةه]'],
  },
  {
    concept: 'question',
    latin: [
      '.*[?]',
      '^(is|are|does|do|can|could|will|would|isn.t|has|have|should|may)\\b',
      '^(ist|sind|kann|muss|wird|werden|gilt|hat|brauche|darf)\\b|^(est|peut|puis|faut|y a)\\b',
      '^(es|puedo|hay|tengo|se puede|posso|ha|e)\\b|^(is|kan|moet|mag|heb)\\b',
    ],
    other: ['[吗嗎?؟]|か$'],
  },
  {
    concept: 'person',
    latin: [
      'human|someone|somebody|agent|support(?! )|support$|assistance|soporte|suporte|assistenza|help ?desk',
      'service ?desk|technician|real person|person\\b|it (team|department|support|staff|guy)|mitarbeiter|mensch',
      'personne\\b|conseiller|persona\\b|operatore|pessoa|atendente',
      'medewerker|hotline|kollege',
    ],
    other: ['人間|担当者|オペレーター|人工|客服|真人|상담원|담당자|موظف|شخص|الدعم'],
  },
  {
    concept: 'bot',
    latin: [
      'what i (can|could|should)|bot\\b|robot|machine\\b|chatbot',
      '(what|who|how) (is it that |else |exactly )?(can |do |are |could )?(you|this bot)\\b',
      'what (can|could|should|may) i (ask|do|say|type|write)|you (can|do|offer|help|able)',
      'this (bot|chat|assistant)|(kannst|bist|machst|hilfst) du|tu (peux|fais|sais|es)',
      '(puedes|sabes|haces|eres)\\b|(podes|sabes|fazes|es tu|voce)\\b|(puoi|sai|fai|sei)\\b',
      '(kun|kan|ben|doe) (je|jij)\\b',
    ],
    other: ['あなた|你(能|会|可以|是)|您|뭘 할|من [اأ]نت|يمكنك'],
  },
  {
    concept: 'email',
    latin: ['e-?mail|mails?\\b|correo|posta\\b|courriel'],
    other: ['メール|邮件|邮箱|郵件|이메일|بريد'],
  },
];
