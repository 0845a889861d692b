import type { LexiconEntry } from './lexicon.ts';

/** What somebody wants. */
export const wishes: readonly LexiconEntry[] = [
  {
    concept: 'set_up',
    latin: [
      'set(ting|s)?[ -]?up\\b|add(ing|ed|s)?\\b|creat(e|es|ed|ing)\\b|regist(er|ers|ered|ering|ration)\\b|enrol',
      'configur|install|activat(e|ing)\\b|enabl(e|ing)\\b|get(ting)? started|sign(ing)? up',
      'start(ing)? (with|using)|mak(e|ing) (a|my|one|another|the)\\b|set the\\b|setup|einricht|einzurichten',
      'eingerichtet|hinzuf|hinzuzuf|anleg|anzulegen|erstell|registrier|aktivier|ajout|creer|cree\\b|creation',
      'enregistr|activer|mettre en place|inscri|installer|anadir|agreg|crear|creando|registr|activar|dar de alta',
      'defin(ir|ire|o)\\b|establec|estabelec|poner\\b|adicion|criar|crio\\b|criacao|ativar|aggiung|creo\\b|creazione|attivar|impostar|imposto\\b|instel',
      'stel (\\w+ )*in\\b|toevoeg|aanmak|maak (\\w+ )*aan\\b',
    ],
    other: [
      '設定|登録|作成|追加|有効化|作り|设置|设定|创建|建立|添加|注册|启用|註冊|新增|創建|開通|开通|설정|등록|추가',
      '만들|생성|إعداد|اعداد|انشاء|انشئ|اضاف|اضيف|تسجيل(?! (ال)?دخول)|تفعيل|افعل',
    ],
  },
  {
    concept: 'remove',
    latin: [
      'clear(ing)?\\b|remov|delet|un-?regist|de-?regist|un-?enrol|unlink|get rid of|revok|eras(e|ing)',
      'take .{1,20} off\\b|clean up|lösch|entfern|supprim|retirer|effac|enlever|elimin|borr(ar|o)\\b|quitar|apag',
      'exclu(ir|o)\\b|rimuov|cancell|togli|verwijder|wissen',
    ],
    other: ['削除|消した|消す|解除|删除|移除|刪除|解绑|取消注册|删掉|삭제|제거|해제|지우|حذف|ازال|احذف|ازيل'],
  },
  {
    concept: 'disable',
    latin: [
      'disabl|turn(ing)?( \\w+){0,4} off\\b|switch( \\w+){0,3} off\\b|deactivat|opt(ing)? ?-?out|abschalt',
      'abzuschalten|deaktiv|ausschalt|abstellen|desactiv|disattiv|uitschakel|uitzetten|desativ|desligar|skip',
      'avoid|dismiss|permanently|never (ask|show)|überspring|ignor|passer outre|omitir|saltar|overslaan',
    ],
    other: ['無効に|オフに|スキップ|停用|关闭|關閉|禁用|跳过|끄고|끄는|비활성|건너|تعطيل|ايقاف|اوقف|تخطي'],
  },
  {
    concept: 'stop',
    latin: [
      "(remove|uninstall|delete|block|get rid of) (this|the) (bot|app)\\b|ne m'ecri|schreib\\w* mir nicht",
      'stuur (me )?niet|no me escrib|non scrivete',
      'stop (it|this|that|asking|sending|bother|remind|nag|spam|messag|show|the|with|these|prompt|me|my|please)',
      '(please|pls) stop|^stop\\b|make it stop|no more\\b|unsubscrib|leave me alone|take me off|in ruhe',
      'laissez-moi|laisse-moi|dejame|dejenme|lasciatemi|met rust|em paz|en paz|quit (asking|bother)',
      "don'?t (ask|remind|bother|send|message|contact|nag|write)",
      'keeps? (asking|prompt|bother|nag|remind|popping|coming)|mute|silence|aufhör|hör (auf|bloss)',
      "keine (\\w+ )?(nachricht|erinnerung)|abbestell|lass mich|arret|cessez|ne (plus|m'envoy)|desabonn",
      'deja(r|d|n)? de|no (me )?(envi|mand|molest|record)|no mas|para de|pare(m)? de|parar de',
      'nao (me )?(envi|mand|lembr)|smett|basta|non (mandar|inviar|ricord)|hou op|stop met',
      'geen (\\w+ )?(berichten|herinneringen|meldingen) meer|stoppen',
    ],
    other: [
      'やめて|停止|止めて|送らないで|要らない|别再|不要再|別再|停止发送|不要发|그만|보내지 ?마|توقف عن|اوقف',
      'لا ترسل|كف عن',
    ],
  },
  {
    concept: 'annoyed',
    latin: [
      'a joke\\b|business is|go back to (how|the old|my|what)|had enough|genug|why (can.t|do) (we|i) (just|have)',
      'annoy|nagg?|bother|stupid|ridicul|waste|frustrat|hate\\b|idiot|useless|terrible|horrible|nonsense|crap',
      'bullshit|fed up|tired of|sick of|too (much|complicated)|pain\\b|nightmare|nerv|blöd|dumm|kram\\b|mist\\b',
      'quatsch|penible|chiant|enervant|agac|marre|molest|harto|absurd|pesad|fastidi|stuf[oa]|irritant|vervelend',
      'gedoe|chat[oa]\\b|irritante|productive|every (single )?(day|time|morning)',
      '(five|ten|several|many|\\d+) times|so much time',
    ],
    other: ['うざい|面倒|めんどう|邪魔|しつこい|烦|煩|讨厌|麻烦|짜증|귀찮|مزعج|ممل|سخيف'],
  },
  {
    concept: 'dont_want',
    latin: [
      'not (giving|using|putting|doing|installing|handing|sharing|comfortable|participating)',
      'keep (my|using my|the) (password|old)|i prefer|unwanted',
      "do(n'?t| not) (really )?(want|need|wish|like|care|feel like)|not (interested|going to|willing)",
      "will not (install|use|set|do)|won'?t (install|use|set|do)\\b|never going to|refuse to|i refuse|no thanks",
      'no interest|rather not|not on my (own|private|personal)|forc(ed|ing|es?)\\b|mandatory|against my will',
      'will (\\w+ ){0,6}nicht\\b|möchte (\\w+ ){0,5}(nicht|kein)|will kein|keine lust|brauche (das|keinen?) ?',
      'veux (pas|plus)|ne (souhaite|veux|desire)|no (lo |la |me )?(quiero|necesito|interesa|deseo)',
      'non (lo |la |mi )?(voglio|interessa|serve|desidero)|wil (\\w+ ){0,5}(niet|geen)|hoef (\\w+ )?(niet|geen)',
      'nao (o |a )?(quero|preciso|desejo)',
    ],
    other: ['したくな|使いたくな|欲しくな|不要|不想|不需要|싫|원하지|하고 싶지|필요 ?없|لا ([اأ]ريد|[اأ]رغب|[اأ]حتاج)'],
  },
  {
    concept: 'no_smartphone',
    latin: [
      'without (\\w+ ){0,3}(smart)?phone|no (smart|cell|mobile)? ?phone\\b',
      "don'?t (have|own) (\\w+ ){0,2}(smart|mobile|cell)? ?phone|ohne (\\w+ )?(smartphone|handy)",
      'kein (smartphone|handy)|sans (smartphone|telephone)|sin (\\w+ )?(smartphone|movil|telefono)',
      'senza (\\w+ )?(smartphone|telefono|cellulare)|geen (smartphone|telefoon)',
      'sem (smartphone|telemovel|celular)|(private|personal|own) (phone|mobile|device)',
      'privat(es|en)? (handy|telefon|smartphone)|telephone (perso|prive)',
      '(movil|telefono|telefone|celular|telemovel) personal|prive ?-?telefoon|flip phone|nokia',
    ],
    other: ['スマホを持って(い)?な|没有(智能)?手机|私人手机|스마트폰이 없|ليس لدي هاتف'],
  },
  {
    concept: 'want',
    latin: [
      "i (want|need|would like|'d like|have) to\\b|i'?d like|want to\\b|wanna|let'?s|ready to",
      'can you (help|show|walk|guide)|help me (to )?(set|add|create|get)|please\\b|pls\\b|möchte|will\\b|bitte',
      'ich soll|je (veux|voudrais|souhaite|dois)|quiero|quisiera|necesito|tengo que|quero|queria|gostaria|vorrei',
      'voglio|devo\\b|ik wil|graag|ik moet',
    ],
    other: ['したい|ください|お願い|想要|我想|我要|请|싶어|싶습|주세요|해줘|[اأ]ريد|اود|ارغب'],
  },
  {
    concept: 'reset',
    latin: [
      'reset|recover|zurücksetz|reinitialis|restablec|recuper|ripristin|reimpost|herstel|opnieuw instellen',
      'redefin|repor\\b',
    ],
    other: ['リセット|再設定|重置|找回|恢复|재설정|초기화|اعاد[ةه] (تعيين|ضبط)|استعاد'],
  },
  {
    concept: 'other_way',
    latin: [
      '(an)?other (way|option|method|possib)|alternativ|different (way|option|method)|instead|get (past|around)',
      'other than|something else|some other|without (the|using|my|an?) |use (my )?(sms|text|email|password)',
      'ander(e|en|er|s) (weg|möglich|option|methode|art|manier)|anders|autre (moyen|facon|methode|option)',
      'autrement|otra (forma|manera|opcion|via)|altro (modo|metodo|sistema)|altra (opzione|via)',
      'outra (forma|maneira|opcao)|statt',
    ],
    other: ['別の方法|他の方法|代わり|其他(方式|方法|办法)|别的(方式|方法|办法)|다른 방법|طريق[ةه] [اأ]خرى|بديل'],
  },
  {
    concept: 'talk',
    latin: [
      '(talk|speak|chat|contact|reach|connect me|transfer me|call)( \\w+){0,4} (human|person|someone|somebody|agent|support|help|it\\b|staff|admin|technician|colleague|team)',
      '(call|phone|ring) me|en relation|verbinde(n)?\\b|sprechen|reden|anruf|rufen sie|parler|rappel(er|ez)',
      'appel(er|ez)[ -]?moi|contacter|hablar|llam(ar|en|ad)|falar|ligar para|liguem|parlare|chiam(are|atemi|ami)',
      'praten|spreken|bel (me|mij)|bellen|ticket|human\\b|agent\\b|real person',
    ],
    other: ['話したい|電話して|繋いで|人工|客服|联系|聯繫|转人工|상담|통화|연결해|التحدث|اتحدث|اتصلوا|اكلم'],
  },
  {
    concept: 'status',
    latin: [
      '(can|could) you (confirm|see|check)|on your (end|side)|status|progress|success',
      '(anything|something|what|much) (is )?(left|missing|else)\\b|enrolled already|show(s)? me as',
      'am i (done|ready|finished|registered|all set|set up)',
      'is (it|my passkey|everything|that) (done|ready|registered|set up|finished|ok|active|working|complete)',
      'did (it|that|my) (\\w+ )?(work|go through|register|succeed|arrive|get)|do i (already )?have (a|any) ',
      'have i (got|already|registered|done|finished)|how far|where am i',
      "what('s| is) (left|missing|my status|next)|which (\\w+ )*(registered|methods)|check (my|if|whether)",
      'stand\\b|habe ich (schon|bereits)|bin ich (fertig|registriert)|fertig|hat (es|das) geklappt|ou en suis',
      "est-ce (fait|termine|que c'est bon)|ai-je (deja|bien)|estado|tengo ya|ya tengo",
      'esta (listo|hecho|registrad)|ja tenho|esta (pronto|registad)|stato\\b|ho gia|e (andato|registrat|pronta)',
      'heb ik (al|nu)|ben ik klaar|is het gelukt',
    ],
    other: [
      '状態|状況|登録済み|完了し|状态|狀態|进度|完成了吗|成功了吗|설정됐|등록됐|상태|됐나|حال[ةه]',
      'هل (تم|اكتمل|لدي)|الحاله',
    ],
  },
  {
    concept: 'resume',
    latin: [
      'resum|continue|carry on|go on\\b|pick up|where (were|was|did) (we|i)|left off|next (step|thing)|what now',
      "what'?s next|now what|keep going|back to (the )?(steps|set|guide)|finish (it|the|what|my|setting)",
      'weitermach|fortsetz|fortfahr|weiter\\b|reprendre|continuer|poursuivre|continuar|seguir|retomar|continuare',
      'riprend|proseg|verder|doorgaan|hervat',
    ],
    other: ['続き|続け|再開|继续|繼續|接着|계속|이어서|متابع|استمر|اكمل|اكمال|استكمال|نكمل'],
  },
];
