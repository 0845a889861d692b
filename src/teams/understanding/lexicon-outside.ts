import { wordPattern } from './lexicon.ts';

/** Names of Microsoft's side: with one of them said, another product beside it does not put a sentence out of scope. */
export const ourSide = wordPattern(
  ['microsoft|ms (auth|account)|entra|azure|office ?365|o365|m365|work (or school )?account|company account'],
  ['微软', '微軟', 'マイクロソフト', 'مايكروسوفت', '마이크로소프트'],
);

/** Products with passkeys and codes of their own. */
export const otherProducts = wordPattern(
  [
    'epic (games|account|login|launcher)|ea (app|account)|origin account|rockstar|hulu|disney|hbo',
    'prime video|kleinanzeigen|vinted|etsy|walmart|ikea|door ?dash|deliveroo|starbucks|peloton|duolingo',
    'quora|patreon|onlyfans|tumblr|bluesky|mastodon',
    '(ring|nest|signal|line|medium|wise|chase|target|threads|fidelity) (account|app|login)|arlo|eufy',
    'philips hue|roku|chromecast|kindle|audible|go ?pro|dji\\b|wells fargo|hsbc|barclays|n26\\b|monzo',
    'santander|bbva|rakuten|mercari|docomo|softbank|ali ?pay|taobao|baidu|vanguard|schwab|turbo ?tax',
    'go ?daddy|cloudflare|namecheap|nextcloud|synology|unifi|home assistant|plex\\b|zoho|notion\\b|figma',
    'trello|asana\\b|atlassian|mailchimp|icloud storage',
    'facebook|fb (account|login|messenger)|instagram|insta\\b|whats ?app|telegram\\b|snapchat|tik ?tok|twitter',
    'linkedin|discord|reddit|pinterest|tinder|viber|wechat|kakao|naver|steam\\b|epic games|roblox|minecraft',
    'fortnite|valorant|riot games|battle\\.?net|blizzard|ubisoft|play ?station|psn\\b|ps[345]\\b|xbox|nintendo',
    'twitch|binance|coinbase|kraken|crypto|bitcoin|metamask|ledger\\b|bybit|kucoin|trezor|pay ?pal|venmo',
    'cash ?app|revolut|stripe\\b|(my |the )?bank(\\b|ing)|sparkasse|credit card|amazon|aws\\b|e-?bay',
    'ali ?express|shopify|gmail|googlemail',
    "google('s)? (account|authenticator|workspace|konto|prompt|log ?in|sign)|compte google|cuenta de google",
    'conta (do )?google|account google|youtube|yahoo|proton ?mail|apple ?id|apple (account|store|watch)',
    'compte apple|icloud (account|mail|login)|netflix|spotify|garmin|fitbit|strava|volkswagen|vw\\b|bmw\\b',
    'tesla|mercedes|toyota|audi\\b|sonos|alexa|fire ?stick|smart ?tv|android tv|thermostat|ring doorbell',
    'vodafone|t-mobile|verizon|skype|uber (app|account|driver)|airbnb|booking\\.com|git ?hub|git ?lab|okta',
    'duo (mobile|push|security)|authy|salesforce|slack\\b|zoom (account|login)|docusign|hubspot|wordpress',
    'dropbox|adobe|canva\\b|id\\.me|login\\.gov|irs\\b|robinhood|gcash|m-?pesa|daraja|lipa na|paytm|docker',
    'npm\\b|pypi|openai|chatgpt|samsung account',
  ],
  [
    '脸书|微信|支付宝|淘宝|抖音|谷歌账|グーグルアカウント|フェイスブック|インスタ|ワッツアップ',
    'line(の|に|が|を)|카카오|네이버|페이스북|فيسبوك|فيس بوك|واتس ?[اأ]?ب|[اإ]نستغرام|[اإ]نستقرام|تيليجرام|سناب',
    'جوجل|بنك',
  ],
);

/** "Passkey" in its other meanings: pairing codes, network keys, trackers, keys of developers. Microsoft's name does not change these. */
export const otherMeanings = wordPattern(
  [
    'pass ?keys? to (connect|pair|join)|sound ?bar|pin (of|for|to) (my |the )?(windows|laptop|pc|computer|card|debit|sim)',
    '(laptop|computer|sim|debit|bank|card) pin\\b|locker|safe code',
    'pair(ing|ed)?\\b.*\\b(pass ?key|keyboard|mouse|head(set|phone)|speaker|car|watch|earbuds|device)',
    'pass ?keys?\\b.*\\b(pair(ing|ed)?|koppel|appair)',
    '(head(set|phones?)|earbuds|speakers?|stereo|kopfhörer|casque|auriculares|cuffie)\\b',
    'bluetooth (keyboard|mouse|printer|speaker|adapter driver|tastatur|maus)|koppeln|gekoppelt|esp32|arduino',
    'raspberry|bluez|bluetoothctl|bluetooth le\\b|gatt\\b|nrf5|hci|0000\\b|wpa[23]?\\b|ssid',
    'network (security )?key|puk\\b|sim (pin|card)|torrent|(private )?tracker\\b|announce url|ssh\\b|gpg\\b',
    'pgp\\b|api[ -]?key|license key|product key|bitlocker|encryption key|private key|car key|door\\b',
    'badge|tap water|(bike|bicycle|suitcase|luggage|bag|smart|door|combination|cable) ?locks?\\b|pad ?locks?\\b|key ?pad\\b',
    'garage|intercom|burglar|lock ?box|(hotel|gym|wall|office) safe\\b|(fahrrad|zahlen|koffer)schloss|tresor\\b|antivol',
    'cadenas|candado|cadeado|lucchetto|fietsslot',
  ],
  ['配对', 'ペアリング', '페어링', 'الاقتران'],
);

export const networks = wordPattern(
  ['wi-?fi', 'wlan', 'router', 'access point', 'hotspot', 'wireless', 'modem', 'extender'],
  ['无线', '無線', '路由器', 'ワイファイ', 'ルーター', '와이파이', '공유기', 'واي ?فاي', 'راوتر'],
);
export const networkKey = wordPattern(['keys?\\b|schlüssel|cle\\b|clave|chave|chiave|sleutel|passphrase']);

/** Everything else an employee may ask a bot about. Counts only where nothing speaks of passkeys, second factors or a phone. */
export const otherTopics = wordPattern(
  [
    '(my|personal|all) data\\b|data about me|about me\\b|(phone|data|mobile) plan|subscription|bills?\\b|mailing list|deleted (e-?)?mail|certificate|cable\\b|beamer|remind me to|handbook|book (a|an|me)\\b|windows (hello )?pin|firmware|alarm|gate\\b|licen[cs]e|signatur|firma d|la firma|out of office|touchpad|expense|reimburs|pension|insurance|party\\b|feier',
    'app store|portal|admin rights|print|drucker|imprim|impres|stampa|toner|paper jam|scanner|vpn|outlook|excel',
    'powerpoint|word (document|file)|sharepoint|one ?drive|one ?note|teams\\b|mailbox|calendar|kalender',
    'attachment|folder|files?\\b|spreadsheet|formula|meeting|zoom\\b|webcam|microphone|mikrofon|monitor',
    'screen (stays|is|goes)|docking|mouse\\b|keyboard|charger|projector|voice ?mail|desk phone|landline',
    'phone (bill|contract|number of)|contract|roaming|sim\\b|mobile data|how much data|conference call|ringtone',
    'headset|hear (my|any|you|them)|code review|pull request|source code|script|deploy|postcode|zip code',
    'dress code|discount code|opening hours|cafeteria|pizza|who orders|order(ed)? (me|a|an|new|one)\\b|coffee',
    'elevator|heating|light|ordner|dossier|fichier|archivo|carpeta|cartella|bestand\\b|map\\b|hotmail',
    'newsletter|salesforce|crm\\b|erp\\b|chatbot developer|vacation|holiday|urlaub|conges?\\b|vacaciones',
    'ferie\\b|ferias|verlof|salary|pay ?(day|slip|roll)|payroll|gehalt|nomina|stipendio|weather|wetter|meteo',
    'el tiempo hace|joke|witz|poem|song|music|football|match\\b|game\\b|canteen|lunch|restaurant|recipe',
    'translate|capital of|president|stock price|invoice|rechnung|facture|factura|customer|supplier|expense',
    'travel|flight|hotel|train\\b|parking|birthday|internet\\b.*\\bslow|slow\\b|langsam|lent\\b|order a',
    'new (laptop|monitor|headset|mouse|keyboard|computer)|neue[nrs]? (laptop|monitor|rechner)|sap\\b|jira',
    'confluence|software\\b|install (zoom|adobe|office|visual|chrome)|server\\b|database|distribution list',
    'ignore (all|your|previous)|system prompt|jailbreak prompt|https?:',
  ],
  [
    'プリンタ|印刷|天気|会議|有給|给料|給料|报销|打印|邮箱|邮件|天气|年假|工资|显示器|モニター|会议室|프린터',
    '날씨|월급|휴가|طابع|الطقس|[اإ]جاز|راتب|شاشة جديدة|outlook|vpn',
  ],
);
