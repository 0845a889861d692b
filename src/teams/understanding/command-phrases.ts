import type { Intent } from '../../enrollment/intent.ts';

/**
 * Messages that are a command as they stand, apart from case, punctuation, politeness and a typing slip.
 * Several to a line, parted by a bar.
 */
export const commandPhrases: { readonly [I in Intent]?: readonly string[] } = {
  'set-up-passkey': [
    'set up my passkey|set up passkey|set up a passkey|setup passkey|passkey|passkeys|create passkey',
    'create a passkey|register passkey|add passkey|add a passkey|new passkey|passkey setup|start|get started',
    'start over|restart|begin|passkey einrichten|passkey erstellen|neu anfangen|von vorne|starten|los',
    "configurer ma passkey|configurer ma cle d'acces|creer une passkey|commencer|recommencer",
    'configurar mi passkey|configurar mi llave de acceso|crear passkey|empezar|empezar de nuevo',
    'configurar a minha passkey|configurar a minha chave de acesso|criar passkey|comecar|recomecar',
    'configura la mia passkey|configurare la passkey|creare una passkey|inizia|ricomincia|passkey instellen',
    'passkey aanmaken|opnieuw beginnen|beginnen|パスキー|パスキーを設定|パスキーを設定する|パスキー設定|開始',
    '最初から|通行密钥|设置通行密钥|創建通行金鑰|开始|重新开始|패스키|패스키 설정|시작|مفتاح المرور',
    'إعداد مفتاح المرور|ابدأ|البدء من جديد',
  ],
  resume: [
    "what now|now what|what's next|what next|i'm back|im back|where were we|where did we stop|show the steps again|show me the steps|back|wo waren wir|und jetzt|et maintenant|y ahora|e adesso|e agora|en nu",
    'resume|continue|carry on|go on|next|next step|keep going|proceed|weiter|fortsetzen|weitermachen',
    'naechster schritt|nächster schritt|continuer|reprendre|suite|etape suivante|continuar|seguir|siguiente',
    'retomar|proximo|proximo passo|continua|continuare|riprendi|avanti|prosegui|verder|doorgaan|hervatten',
    'volgende|ga verder|続ける|続き|再開|次へ|继续|繼續|下一步|계속|다음|متابعة|استمرار|أكمل|التالي',
  ],
  status: [
    "was it successful|did it work|is it done|are we done|all done|what is missing|what's missing|what is left|what's left|check again please|look again|hat es geklappt|ca a marche|funciono|ha funzionato|is het gelukt",
    "status|my status|progress|check|check status|check again|am i done|i'm done|im done|i am done|done",
    "finished|stand|mein status|fertig|ich bin fertig|bin ich fertig|statut|etat|termine|fini|j'ai fini",
    'ou en suis-je|estado|mi estado|listo|terminado|ya esta|meu estado|pronto|concluido|feito|stato|fatto',
    'finito|ho finito|klaar|ik ben klaar|状態|状況|ステータス|完了|完了しました|状态|狀態|进度|完成|完成了|상태',
    '완료|الحالة|حالتي|انتهيت',
  ],
  help: [
    'wie geht das|ich brauche hilfe|wer bist du|comment ca marche|como funciona esto|como funciona|come funziona|hoe werkt dit|qui es-tu|quien eres|quem es tu|chi sei|wie ben jij',
    "guide me|i do not know what to do|i don't know what to do|what should i do|what do i do|how does this work|how do i use this|i need help|can you help me|what can i ask|who are you|what are you",
    'help|help me|menu|options|commands|what can you do|what can i do|what do you do|?|info|hilfe|was kannst du',
    'befehle|aide|aidez-moi|que peux-tu faire|ayuda|ayudame|que puedes hacer|ajuda|o que podes fazer',
    'o que voce pode fazer|aiuto|cosa puoi fare|cosa sai fare|hulp|wat kun je|wat kan je|ヘルプ|助けて|使い方',
    'メニュー|帮助|幫助|你能做什么|菜单|도움말|도와줘|مساعدة|ساعدني|المساعدة',
  ],
  greeting: [
    'hi|hello|hey|hi there|hello there|hey there|hiya|yo|good morning|good afternoon|good evening|morning',
    'greetings|hallo|guten tag|guten morgen|guten abend|moin|servus|gruss gott|hi bot|hello bot|bonjour|bonsoir',
    'salut|coucou|hola|buenos dias|buenas tardes|buenas|que tal|ola|oi|bom dia|boa tarde|boa noite|ciao',
    'buongiorno|buonasera|salve|goedemorgen|goedemiddag|goedenavond|hoi|dag|こんにちは|おはよう',
    'おはようございます|こんばんは|你好|您好|嗨|早上好|안녕하세요|안녕|مرحبا|السلام عليكم|أهلا|صباح الخير',
    'مساء الخير',
  ],
  'stop-messages': [
    'stop sending me messages|stop writing to me|stop messaging|stop the messages|stop the reminders|do not message me',
    'never remind me|turn off reminders|turn off notifications|stop sending me reminders',
    "stop reminding me|quit asking|stop asking|stop asking me|do not ask again|don't ask again|don't ask me again|never ask again|i don't want this|don't want this|i do not want a passkey|i don't want a passkey|this is annoying|so annoying|annoying|stop spamming|stop sending messages|stop bothering me|do not disturb|go away|das nervt|lass mich in ruhe|nerv nicht|laissez-moi tranquille|dejame en paz|lasciami in pace|laat me met rust",
    'stop|stop messages|stop messaging me|stop it|stop reminders|stop nudges|no more messages|no more reminders',
    'unsubscribe|opt out|mute|leave me alone|not interested|no thanks|quit|stopp|keine nachrichten mehr',
    'keine erinnerungen mehr|aufhoren|abbestellen|nein danke|arret|arreter|stop aux messages|desabonner',
    'plus de messages|parar|detener|no mas mensajes|no gracias|parar mensagens|chega|nao obrigado|ferma|basta',
    'basta messaggi|stop messaggi|no grazie|stoppen|geen berichten meer|nee bedankt|afmelden|停止|やめて',
    '通知を停止|配信停止|停止消息|停止提醒|取消订阅|그만|중지|알림 중지|إيقاف|توقف|إيقاف الرسائل|لا شكرا',
  ],
  'request-tap': [
    'how do i get a tap|could i get a tap|could i get a temporary access pass|can i get a tap|can i have a tap|i need a temporary pass|i need a new tap|please send me a tap',
    'how do i get a temporary access pass|can i get a temporary access pass',
    'i need a temporary access pass|get tap|give me a tap|need a pass|new pass|i need a pass',
    'tap|request tap|request a tap|i need a tap|need tap|new tap|get a tap|temporary access pass',
    'request temporary access pass|ask for a pass|zugriffspass|befristeter zugriffspass',
    "passe d'acces temporaire|pase de acceso temporal|passe de acesso temporario|pass di accesso temporaneo",
    'tijdelijke toegangspas|一時アクセスパス|临时访问密码|임시 액세스 패스|تصريح وصول مؤقت',
  ],
  'talk-to-human': [
    'talk to a human being|call the helpdesk|call the help desk|speak to a real person|talk to a real person|speak to a human|speak to a person|speak with someone|can i talk to someone',
    'can i talk to a human|can i speak to someone|can i talk to a person|i want to talk to someone|i need to talk to someone',
    'open a ticket|create a ticket|can someone call me|get me a human|real person|i want a human|talk to someone|speak to someone|talk to support|who can i call|ich will einen menschen|ruf mich an|bel me|llamame|appelez-moi',
    'human|agent|operator|support|talk to a human|talk to a person|help desk|helpdesk|ask the help desk|call me',
    'contact support|mensch|mitarbeiter|parler a un humain|conseiller|hablar con una persona|soporte',
    'falar com uma pessoa|suporte|parlare con una persona|operatore|assistenza|medewerker|オペレーター|担当者',
    'サポート|人工|人工客服|转人工|상담원|موظف|الدعم|الدعم الفني',
  ],
  'lost-phone': [
    'new phone|lost phone|i lost my phone|my phone was stolen|phone lost|stolen phone|broken phone',
    'i have a new phone|different phone|neues handy|handy verloren|nouveau telephone|telephone perdu',
    'nuevo telefono|telefono perdido|novo telemovel|celular novo|telefono nuovo|telefono perso|nieuwe telefoon',
    'telefoon kwijt|機種変更|スマホ紛失|新手机|手机丢了|새 휴대폰|휴대폰 분실|هاتف جديد|فقدت هاتفي',
  ],
  'remove-passkey': [
    'remove passkey|remove my passkey|delete passkey|delete my passkey|passkey loschen|supprimer ma passkey',
    'eliminar passkey|borrar passkey|remover passkey|eliminare passkey|passkey verwijderen|パスキーを削除',
    '删除通行密钥|패스키 삭제|حذف مفتاح المرور',
  ],
  'about-passkeys': [
    'what is a passkey|what are passkeys|about passkeys|why|why passkeys|is that it|was ist ein passkey|warum',
    "qu'est-ce qu'une passkey|pourquoi|que es una passkey|por que|o que e uma passkey|cos'e una passkey|perche",
    'wat is een passkey|waarom|パスキーとは|什么是通行密钥|패스키란|ما هو مفتاح المرور',
  ],
  'security-key': [
    'security key|security keys|yubikey|usb key|fido key|fido2|hardware key|sicherheitsschlussel',
    'cle de securite|llave de seguridad|chave de seguranca|chiave di sicurezza|beveiligingssleutel',
    'セキュリティキー|安全密钥|보안 키|مفتاح الأمان',
  ],
  troubleshoot: [
    "i'm stuck|im stuck|i am stuck|stuck|it does not work|it doesn't work|it doesnt work|not working",
    'does not work|error|problem|something went wrong|es geht nicht|es funktioniert nicht|geht nicht|fehler',
    'ich komme nicht weiter|ca ne marche pas|erreur|je suis bloque|no funciona|no me funciona|estoy atascado',
    'nao funciona|erro|non funziona|errore|sono bloccato|werkt niet|het werkt niet|fout|ik zit vast|エラー',
    '動きません|できません|不行|出错了|不能用|오류|안 돼요|لا يعمل|خطأ',
  ],
  'sign-in-help': [
    "i can't sign in|cannot sign in|can't log in|cant log in|sign in help|how do i sign in|try it|test sign in",
    "i'm locked out|i am locked out|im locked out|locked out|help i am locked out|help i'm locked out|i can't get in|ich komme nicht rein|ich bin ausgesperrt",
    'anmeldung geht nicht|ich kann mich nicht anmelden|je ne peux pas me connecter|no puedo iniciar sesion',
    'no puedo entrar|nao consigo entrar|non riesco ad accedere|ik kan niet inloggen|サインインできません',
    'ログインできません|无法登录|로그인이 안 돼요|لا أستطيع تسجيل الدخول',
  ],
  campaigns: [
    'campaigns|campaign|rollout|rollouts|show campaigns|list campaigns|campaign status|rollout status|kampagnen',
    'campagnes|campanas|campanhas|campagne|キャンペーン|活动|캠페인|الحملات',
  ],
  'new-campaign': [
    'new campaign|create campaign|start campaign|start a campaign|new rollout|start rollout|neue kampagne',
    'nouvelle campagne|nueva campana|nova campanha|nuova campagna|nieuwe campagne|新しいキャンペーン|新建活动',
    '새 캠페인|حملة جديدة',
  ],
  'check-tenant': [
    'check tenant|check the tenant|check our tenant|tenant check|check policy|check policies|tenant|preflight',
    'mandant prufen|verifier le locataire|comprobar inquilino|verificar locatario|controlla tenant',
    'tenant controleren|テナントを確認|检查租户|테넌트 확인|فحص المستأجر',
  ],
  'issue-tap': [
    'issue tap|issue a tap|issue temporary access pass|issue a temporary access pass|create a tap|create tap',
  ],
};
