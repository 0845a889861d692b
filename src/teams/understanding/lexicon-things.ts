import type { LexiconEntry } from './lexicon.ts';

/** Things people name. */
export const things: readonly LexiconEntry[] = [
  {
    concept: 'passkey',
    latin: [
      'p-?keys?\\b|pass ?kys?\\b|schlüssel zum anmelden|pass?[ -]?k[ea]?ys?\\b|paskeys?\\b|passkey|packets? is\\b',
      "zugangsschlüssel|zugriffsschlüssel|cles? d'(acces|identification)|cles? de passe",
      '(clave|llave)s? de (acceso|paso)|chaves? de acesso|chaves?-passe|chiav[ei] di accesso|toegangssleutel',
      'wachtsleutel',
    ],
    other: ['パスキー|通行密[钥鑰]|通行金[钥鑰]|密[钥鑰](?!匙)|패스키|(مفتاح|مفاتيح) (ال)?مرور|باس ?كي'],
  },
  {
    concept: 'security_key',
    latin: [
      'stick\\b|onlykey|thetis|usb[ -]?(thing|device|dingens)|key (pin|is blocked|blinks)',
      'pin (of|for) (my|the) key|keys? (pin|nfc)|yubi ?key|yubi\\b|security[ -]?keys?\\b|fido|webauthn',
      '(hardware|physical)[ -](security )?(key|token)|usb[ -]?(security )?(key|token|stick|dongle)',
      '(the|my) (key|token|stick)\\b|nitrokey|solokey|feitian|token2|titan key|nfc[ -](key|token)|ctap',
      'sicherheitsschlüssel|fido-?stick|usb-?stick|cles? de securite|cle (usb|physique)',
      '(llave|clave)s? de seguridad|llave usb|chaves? de segurança|chave usb|chiav[ei] di sicurezza|chiavetta',
      'beveiligingssleutel|usb-?sleutel',
    ],
    other: [
      'セキュリティ ?キー|セキュリティー ?キー|usbキー|安全密[钥鑰]|安全金[钥鑰]|보안 ?키',
      '(مفتاح|مفاتيح) (ال)?[اأ]م[اآ]ن',
    ],
  },
  {
    concept: 'authenticator',
    latin: [
      'authenti?c?a?t[oe]rs?\\b|authen[a-z]*tor|autenticador|authentificat(or|eur)|autenticatore',
      'auth(entication)? app|mfa app|2fa app|ms auth|verification app|verificatie-?app|outhenticator',
    ],
    other: [
      'オーセンティケーター|認証アプリ|验证器|驗證器|身份验证(器|应用)|인증 ?앱|어센티케이터',
      '(تطبيق )?(ال)?مصادق[ةه]|اوثنتيكيتور',
    ],
  },
  {
    concept: 'tap',
    latin: [
      '(?<!(water|kitchen|sink|bath|beer|leaking|dripping|on) )tap$|(first|initial|temporary|one[ -]time) (access |sign-?in )?(code|pass)\\b|zugriffsp[aä]ss',
      '(fresh|my|the|new|this) pass\\b|pass (they|you|he|she|is|was|has|code)\\b|pass temporaire',
      'passe? temporaire|temp(orary)?\\.? (access )?pass(code)?\\b|(access|temporary|one[ -]?time) pass\\b',
      'temporary (access )?code|(a|an|my|new|another|the|need|request|get|of|for|issue|create|your) tap\\b(?! (water|on|your|dance|in (the )?(kitchen|sink)))',
      'tap (code|pass|expired|has|is|please|pls|for|was)|^tap\\b(?! (water|to|on|your|danc|here|the|beer|and))',
      '(ein|einen|mein|neuen|der|den|un|une|uma|mon|mi|meu|een) tap\\b',
      "(befristete|temporäre)[rn]? zugriffsp[aä]ss|pass(e)? (d acces|d'acces) temporaire|pase de acceso temporal",
      'pase temporal|passe? de acesso tempor[aá]rio|pass(aggio|word)? di accesso temporaneo|pass temporaneo',
      'tijdelijke (toegangs)?(pas|code)',
    ],
    other: [
      '一時アクセス ?パス|一時的なパス|临时访问(密码|通行证)|臨時存取(密碼|通行證)|临时(通行证|密码)',
      '임시 ?(액세스)? ?패스|(تصريح|رمز|مرور) (ال)?(وصول|مرور|دخول)? ?(ال)?م[ؤو]قت',
    ],
  },
  {
    concept: 'mfa',
    latin: [
      '(get(ting)? rid of|stop (using|typing)|never (type|use)|replac(e|ing)|instead of|ditch|drop) (the |my |a |all )?passwords?\\b',
      'no more passwords?\\b|(passwort|kennwort) (loswerden|los werden|abschaffen)|kein (passwort|kennwort) mehr',
      'debarrasser d(u|es) mots? de passe|deshacer(me|se)? de la contraseña|livrar(-me|-se)? da (senha|palavra)',
      'liberar(mi|si) della password|van (mijn|het) wachtwoord af',
      '(without|no) (a |my |any )?passwords?\\b|ohne (ein )?(kennwort|passwort)|sans mot de passe|sin contraseña',
      'sem (senha|palavra)|senza password|zonder wachtwoord|mfa\\b|2[ -]?fa\\b',
      '(two|2|multi)[ -]?(factor|step|faktor)|second factor|passwordless|passwort-?los|kennwortlos',
      'phone sign[ -]?in|zwei(ter|-)?[ -]?faktor|security ?info|sign[ -]?in methods?|authentication methods?',
      'double (authentification|facteur)|authentification (double|a deux)|doble factor',
      '(dos|dois|due) (factores|fattori|fatores|pasos|passaggi)|tweestaps|twee(de)?[ -]?factor|sicherheitsinfo',
    ],
    other: [
      'パスワードなし|パスワードレス|无密码|無密碼|비밀번호 없|بدون كلم[ةه]|二段階|多要素|双重|雙重|两步|二次验证',
      '多因素|多重|2단계|이중 인증|다단계|المصادقة (الثنائية|متعددة)|خطوتين|بخطوتين',
    ],
  },
  {
    concept: 'microsoft',
    latin: ['microsoft|ms\\b|entra|azure|office ?365|o365|m365|office\\.com|aad\\b|intune'],
    other: ['マイクロソフト|微软|微軟|마이크로소프트|مايكروسوفت'],
  },
  {
    concept: 'phone',
    latin: [
      '\\w+handy|\\w+telefon|\\w+smartphone|\\w+telefoon|s2\\d( ultra| plus)?\\b|note ?\\d+\\b',
      '(galaxy )?(fold|flip)\\b|phones?\\b|smart-?phone|mobile|cell(phones?|ular)?\\b|iphone|android|samsung',
      'galaxy|pixel|xiaomi|huawei|oneplus|fairphone|motorola|oppo\\b|xperia|redmi|realme|honor\\b|handset|handy',
      'telefon|smartfon|mobiltelefon|telephone|portable|movil|celular|telefono|telefonino|cellulare|telefoon',
      'mobiel|toestel|telemovel|telefone|aparelho|gsm\\b',
    ],
    other: [
      'スマホ|スマートフォン|携帯|電話(?!会議)|機種|手机|手機|电话|小米|휴대폰|핸드폰|스마트폰|휴대전화|هاتف|جوال',
      'موبايل|محمول',
    ],
  },
  {
    concept: 'device',
    latin: ['devices?\\b|ipad|tablet|gerät|appareil|dispositivo|apparaat|equipo'],
    other: ['デバイス|端末|设备|設備|裝置|기기|장치|جهاز'],
  },
  {
    concept: 'computer',
    latin: [
      'pcs?\\b|laptop|computer|desktop|macbook|macos|mac\\b|windows|win ?1[01]\\b|chromebook|linux|ubuntu',
      'workstation|rechner|notebook|ordinateur|ordenador|computador|portatil',
    ],
    other: ['パソコン|电脑|電腦|컴퓨터|노트북|كمبيوتر|حاسوب|لابتوب|الحاسب'],
  },
  {
    concept: 'browser',
    latin: ['browser|chrome\\b|firefox|safari|edge\\b|brave\\b|opera\\b|incognito|navigateur|navegador'],
    other: ['ブラウザ|浏览器|瀏覽器|브라우저|متصفح'],
  },
  {
    concept: 'password',
    latin: [
      'passwords?\\b|passwor[dt]|pass ?word|kennw[oö]rt|mots? de passe|contraseña|senhas?\\b|palavras?-passe',
      'wachtwoord|pwd\\b',
    ],
    other: ['パスワード|密码|密碼|비밀번호|كلم[ةه] (ال)?(مرور|سر)|الرقم السري'],
  },
  {
    concept: 'pin',
    latin: ['pins?\\b|passcode|pin-?code'],
    other: ['暗証番号|ピン|رمز pin|핀'],
  },
  {
    concept: 'account',
    latin: ['accounts?\\b|kont[oe]|comptes?\\b|cuentas?\\b|contas?\\b'],
    other: ['アカウント|账户|账号|帳戶|帳號|帐户|계정|حساب|بريد'],
  },
  {
    concept: 'elsewhere',
    latin: [
      'samsung pass|google ?(password manager|passwor[dt]|passwortmanager)|icloud keychain|apple passwords',
      'schlüsselbund|gestor de contraseñas',
    ],
  },
  {
    concept: 'entra_term',
    latin: [
      'attestation|aaguid|key restriction|credential provider|conditional access|authentication strength',
      'passkey profile|self-service set',
    ],
  },
];
