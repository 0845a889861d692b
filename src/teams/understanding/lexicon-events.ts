import type { LexiconEntry } from './lexicon.ts';

/** What happened to somebody. */
export const events: readonly LexiconEntry[] = [
  {
    concept: 'lost',
    latin: [
      'vol (de|du|d)\\b|toilet|lake\\b|river\\b|bottom of|pool\\b|lost\\b|los(e|ing)\\b|loo?st\\b|stolen|stole\\b',
      'theft|robbed|misplaced|left my|verloren|gestohlen|geklaut|verlust|perdu|perte|vole\\b',
      'perd(i|io|ido|iste)\\b|rob(aron|ado|o)\\b|perso\\b|smarrito|rubato|kwijt|gestolen|roubad|roubaram|furtad',
    ],
    other: ['紛失|なくし|失くし|無くし|盗|落とし|丢|丟|被偷|被盗|遗失|遺失|잃어|분실|도난|فقد|ضاع|سرق|ضياع'],
  },
  {
    concept: 'broken',
    latin: [
      'bro(ke|ken)\\b|died\\b|dead\\b|crack|smash|damaged|water\\b|(fell|dropped)|repair|drowned|hinüber',
      'runtergefallen|display|tombe|eau\\b|cayo|caiu|cadut|gevallen|schermo|ecran|bricked|kaputt|defekt',
      'zerbrochen|casse|en panne|brise|roto\\b|rompi|se (me )?(rompio|averio)|rotto|kapot|stuk\\b|quebr|partiu',
      "avari|does(n't| not) turn on|geht nicht mehr an",
    ],
    other: ['壊れ|故障|坏了|摔坏|壞了|고장|깨졌|망가|مكسور|انكسر|كسر|تعطل هاتف'],
  },
  {
    concept: 'new',
    latin: [
      'sim\\b|anew|new\\b|replaced?\\b|replacement|bought|upgrad|switch(ed|ing)\\b|chang(e|ed|ing)\\b|swapp|trade',
      'transferr?|migrat|previous (one|phone|device)|restor|move(d)? to|moving|neue[ns]?r?\\b|handywechsel|wechs',
      'gewechselt|wechseln|ersatz|nouve(au|l)|changement|change(r)? de|nuevo|cambi|nuovo|nieuwe?\\b|gewisseld',
      'novo\\b|nova\\b|troquei|troca|mudei|mudar de',
    ],
    other: [
      '新しい|新機種|機種変更|買い替え|変えた|変更した|新手机|新手機|新的|换了|換了|换手机|換手機|更换|更換|새',
      '바꾸|바꿨|교체|변경|جديد|غيرت|تغيير|بدلت',
    ],
  },
  {
    concept: 'old_phone',
    latin: [
      'old (phone|iphone|device|mobile|one|samsung|android|number)|(alte[sn]?|altes) (handy|gerät|telefon)',
      'ancien (telephone|appareil|portable|mobile)|(antiguo|viejo) (movil|telefono|celular)',
      '(movil|telefono|celular) (antiguo|viejo)|(vecchio|precedente) (telefono|cellulare)|oude (telefoon|toestel)',
      '(telemovel|celular|telefone) antigo|antigo (telemovel|celular)',
    ],
    other: ['古い(スマホ|携帯|端末|電話)|旧手机|舊手機|旧的|예전 (폰|휴대폰)|القديم'],
  },
  {
    concept: 'wiped',
    latin: [
      'factory reset|wiped?\\b|reset (my|the) (phone|iphone|device)|re-?install|uninstall',
      '(deleted|removed) the (app|authenticator)|zurückgesetzt|werkseinstellung|reinitialis|formate|restablec',
      'ripristinat|teruggezet',
    ],
    other: ['初期化|恢复出厂|重装|重置了|초기화|اعاد[ةه] ضبط'],
  },
  {
    concept: 'locked',
    latin: [
      'lock(ed|s)?( \\w+)? out|locked|blocked|lockout|gesperrt|ausgesperrt|blockiert|bloque\\b|verrouille',
      'bloquead|bloccat|geblokkeerd|vergrendeld|buitengesloten',
    ],
    other: ['ロックされ|締め出|锁定|被锁|鎖定|잠겼|잠김|차단|مقفل|محظور|مغلق|حظر'],
  },
  {
    concept: 'forgot',
    latin: [
      "no me acuerdo|no se cual|non so\\b|je ne sais|ich weiss|for(got|get|gotten)|don'?t (know|remember|recall)",
      "can'?t remember|no idea what (it|my)|which i dont know|vergessen|weiss (\\w+ )?nicht|oublie|olvid",
      'no recuerdo|dimentica|non ricordo|vergeten|weet (\\w+ )?niet|esquec|nao (me )?lembro',
    ],
    other: ['忘れ|忘记|忘記|忘了|잊|까먹|모르|نسيت|لا [اأ]تذكر'],
  },
  {
    concept: 'incorrect',
    latin: [
      "incorrect|wrong\\b|invalid|reject|expired|not accept|n't accept|does(n't| not) match|mismatch|falsch",
      'ungültig|abgelaufen|invalide|expire|incorrect[oa]|invalid[oa]|caducad|sbagliat|non valid|scadut|onjuist',
      'ongeldig|verkeerd|verlopen|errad[oa]|expirou',
    ],
    other: [
      '間違|無効|正しくな|不正确|不正確|无效|過期|过期|틀렸|유효하지|잘못|만료|خاطئ|غير صالح|غير صحيح|منتهي|انتهت',
    ],
  },
  {
    concept: 'suddenly',
    latin: [
      'sudden|any ?more\\b|no longer|since (the|yesterday|today|last|this|monday|update)|used to',
      'worked (fine|before|until|yesterday|perfectly)|was working|previous|after (the|an|months|weeks|update)',
      'all of a sudden|until (yesterday|today|now)|plötzlich|seit (gestern|heute|dem|einem)|nicht mehr|bisher',
      'soudain|depuis (hier|ce|la|une)|ne (\\w+ )+plus|d un coup|de repente|desde (ayer|hoy|la|ontem)|ya no',
      'improvvis|da ieri|non .{1,20}piu|ineens|opeens|sinds|niet meer|ja nao|deixou|mais\\b.*nao|nao .{1,20} mais',
    ],
    other: ['突然|急に|昨日から|以前は|더 이상|갑자기|어제부터|昨天|以前|不再|فج[اأ]ة|منذ|لم يعد|لم تعد'],
  },
  {
    concept: 'sometimes',
    latin: [
      'sometimes|occasional|intermittent|random|on and off|half (of )?the time|% of the time',
      'every (second|other) time|one place|but not (in |on )?(another|the other)|flaky|unreliabl|manchmal',
      'ab und zu|jedes zweite|parfois|de temps en temps|une fois sur|a veces|de vez en|a volte|ogni tanto|soms\\b',
      'af en toe|as vezes|de vez em',
    ],
    other: ['時々|たまに|ときどき|有时|有時|偶尔|가끔|때때로|[اأ]حيان'],
  },
  {
    concept: 'already',
    latin: [
      'already|tried|again|and still|still\\b|removed and|bereits|schon|deja|ya (he|lo|la|tengo|esta)|gia\\b',
      'al geprobeerd|ja (tentei|tenho|fiz)',
    ],
    other: ['すでに|何度も|已经|已經|이미|여러 번|بالفعل|مرات'],
  },
  {
    concept: 'never_made',
    latin: [
      'never (set|created?|made|had|registered|used|installed)',
      "don'?t (have|own) (one|a passkey|any|the app|an app|it)|(didn'?t|did not) (set|create|make|register)",
      'nie (erstellt|eingerichtet|gehabt)|jamais (cree|eu|configure)|nunca (cre|tuve|config)',
      'mai (creat|avut|config)|nooit|nunca (criei|tive)',
    ],
    other: ['作っていない|设置过|没有设置|만든 적|لم [اأ]نشئ'],
  },
];
