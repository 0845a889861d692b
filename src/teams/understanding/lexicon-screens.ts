import type { LexiconEntry } from './lexicon.ts';

/** What screens show and want. */
export const screens: readonly LexiconEntry[] = [
  {
    concept: 'qr',
    latin: ['qr'],
    other: ['二维码|二維碼|掃碼|扫码|qr|رمز الاستجابة|رمز qr|큐알'],
  },
  {
    concept: 'bluetooth',
    latin: ['bluetooth|bt\\b|ble\\b'],
    other: ['ブルートゥース|蓝牙|藍牙|블루투스|بلوتوث'],
  },
  {
    concept: 'scan',
    latin: ['scan|camera|kamera|einscan|escane|camara|fotocamera|digitaliz|inquadr'],
    other: ['スキャン|読み取|カメラ|扫描|掃描|相机|스캔|카메라|مسح|الكاميرا'],
  },
  {
    concept: 'push',
    latin: [
      'notification|push|pop[ -]?up|approv|benachrichtigung|mitteilung|genehmig|bestätig|approuv|notificacion',
      'aprobar|notificacao|notificacoes|aprova|notific|approva|melding|goedkeur|prompts? on (my|the) phone',
    ],
    other: ['通知|承認|推送|批准|알림|승인|إشعار|اشعار|الموافقة'],
  },
  {
    concept: 'code',
    latin: ['codes?\\b|otp\\b|digits?\\b|codigo|codice|sms\\b|text message|ziffern|chiffres'],
    other: ['コード|验证码|驗證碼|代码|코드|인증번호|رمز|كود'],
  },
  {
    concept: 'number',
    latin: ['numbers?\\b|nummer|zahl|numero|nombre (a|qui)|getal'],
    other: ['番号|数字|數字|号码|번호|숫자|رقم|الرقم'],
  },
  {
    concept: 'login',
    latin: [
      'log(ged|ging|s)?[ -]?(in|on|into)\\b|login|logon|sign(s|ed|ing)?[ -]?(in|on|into)\\b',
      'get (back )?in(to)?\\b|log(ged|s)? (off|out)|sign(ed|s)? (me )?out|verif(y|ication)',
      'authenticat(e|ing|ion)\\b|access (my|the|to)|anmeld|anzumelden|einlogg|einzuloggen|me connecter',
      'se connecter|connexion|connecte|franceconnexion|inici(ar|o)( de)? (sesion|sessao)|entrar|acceder',
      'acced(o|ere)\\b|accesso|aceder|acessar|inlog|aanmelden|log in|fazer login',
    ],
    other: ['ログイン|サインイン|登录|登入|登陆|로그인|تسجيل (ال)?دخول|الدخول|ادخل'],
  },
  {
    concept: 'method',
    latin: [
      'options?\\b|methods?\\b|choice|choose|menu|möglichkeit|auswahl|methode|opci[oó]n|opcao|opzione|optie',
      'metodo|providers?\\b|sections?\\b|wizard',
    ],
    other: ['オプション|選択|选项|選項|方式|옵션|방법|خيار|طريق[ةه]'],
  },
  {
    concept: 'app_lock',
    latin: ['app lock|unlock|passcode|entsperr|deverrouill|desbloque|sblocc|ontgrendel'],
    other: ['ロック解除|解锁|解鎖|잠금 해제|فتح القفل'],
  },
  {
    concept: 'biometrics',
    latin: [
      'fingerprint|face ?id|touch ?id|face (recognition|unlock)|biometri|fingerabdruck|gesicht|empreinte|huella',
      'impronta|vingerafdruk|impressao digital|windows hello',
    ],
    other: ['指紋|指纹|顔認証|人脸|지문|بصم[ةه]'],
  },
  {
    concept: 'message',
    latin: [
      'messages?\\b|reminders?\\b|nudge|list\\b|nachricht|erinnerung|rappels?\\b|mensaje|recordatorio',
      'mensage(m|ns)|lembrete|messaggi|promemoria|berichten|herinnering',
    ],
    other: ['メッセージ|リマインダ|消息|提醒|메시지|알림|رسائل|تذكير'],
  },
  {
    concept: 'prompt',
    latin: ['prompt|nag|pop[ -]?up|banner|screen\\b|aufforderung|invite|aviso|richiesta|verzoek'],
    other: ['画面|弹窗|提示|팝업|نافذ[ةه]'],
  },
  {
    concept: 'page',
    latin: [
      'page|button|press(ed|ing)?\\b|click|window|link\\b|refresh|next\\b|dialog|seite|schaltfläche|klick|fenster',
      'bouton|fenetre|appuie|boton|pagina|ventana|botao|janela|pulsante|finestra|knop|scherm|venster',
    ],
    other: ['ボタン|ページ|按钮|页面|点击|버튼|페이지|زر|صفح[ةه]'],
  },
  {
    concept: 'admin',
    latin: [
      'admin|polic(y|ies)|work profile|organi[sz]ation|arbeitsprofil|profil professionnel|perfil de trabajo',
      'perfil de trabalho|profilo di lavoro|werkprofiel|tenant',
    ],
    other: ['管理者|管理员|仕事用プロファイル|工作资料|관리자|직장 프로필|ملف العمل|المسؤول'],
  },
  {
    concept: 'enter',
    latin: [
      'enter(ed|ing)?\\b|typ(e|ed|ing)\\b|put in\\b|eingeb|einzugeb|eintipp|gebe\\b|saisi|introdu|ingres|teclear',
      'escrib|inseri|digit(o|ar|are)\\b|invoer|voer\\b|typen',
    ],
    other: ['入力|输入|輸入|입력|ادخال|اكتب'],
  },
  {
    concept: 'asks_for',
    latin: [
      'ask(s|ed|ing)? (me )?(for|to)|wants? (a|me|my|the)|prompted|requires?\\b|insist|forces|verlang|fragt',
      'gefragt|demande|exige|pide|solicita|chiede|vraagt|vraag|pede',
    ],
    other: ['求め|聞かれ|要求|要我|让我输入|提示输入|묻|요구|입력하라|يطلب|تطلب'],
  },
];
