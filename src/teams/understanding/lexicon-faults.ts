import type { LexiconEntry } from './lexicon.ts';

/** What goes wrong. */
export const faults: readonly LexiconEntry[] = [
  {
    concept: 'error',
    latin: [
      "\\w+fehler|\\w+meldung|salio mal|something else|n'a pas pu",
      "(nao foi|no fue|non e stato) (possivel|posible|possibile)|(konnte|kon) (\\w+ )?(nicht|niet)|wasn't able",
      "errors?\\b|fail|went wrong|could not be completed|couldn't|could not|exception|fehler|fehlgeschlagen",
      'scheiter|schief|erreur|echec|echoue|fallo|falla|fallid|errore|fallit|fout|mislukt|erro\\b|falh',
      'no pud(o|imos)|impossib|unexpected|denied|refused',
    ],
    other: ['エラー|失敗|错误|錯誤|失败|出错|报错|오류|에러|실패|خطا|فشل'],
  },
  {
    concept: 'not_working',
    latin: [
      "wo(n'?|')t (save|open|load|connect|accept|register|let|show|start|scan|go|take|add|sync|finish|complete)",
      "does(n'?|')t (save|open|load|connect|accept|register|start|scan|go|take|add|finish|complete)",
      "did not (save|work|go|complete)|vanish|not work|no work|won't work|wont work",
      "(does|do|did|is|are)(n'?t| not) (\\w+ )?work|stop(ped|s)? working|nothing happens|no longer works?",
      'never works?|never (completes|finishes|connects?)|broken\\b|dead\\b',
      "doesn'?t (let|do anything|respond|accept)",
      'not (respond|recogni[sz]ed|accepted|supported|detected|found|loading)|no go\\b',
      'funktioniert (\\w+ ){0,5}nicht|geht (\\w+ )?(leider )?nicht|klappt (\\w+ )?nicht|tut (es )?nicht',
      '(marche|fonctionne)(nt)? (plus|pas)|ne (marche|fonctionne)|no (me )?(funciona|sirve|va|anda)',
      'dejo de funcionar|non (mi )?(funziona|va|parte)|werkt (\\w+ )?niet|doet het niet|lukt (\\w+ )?niet',
      'nao (esta a )?(funciona|da|deixa|vai)|deixou de funcionar|parou de funcionar',
    ],
    other: [
      '動かな|動作しな|動きま|使えな|使えませ|反応しな|うまくいか|用不了|不能用|没反应|不起作用|不工作|不管用',
      '無法使用|无法使用|안 ?돼|안 ?됩|안 ?되|작동하지|لا (ي|ت)عمل|لا (ت|ي)شتغل|توقف',
    ],
  },
  {
    concept: 'cannot',
    latin: [
      "can'?t\\b|cannot|can ?not|cant\\b|unable|not able|impossible|no way to|don'?t (see|find|get|have)",
      'kann (\\w+ ){0,4}nicht|kann(st)? (\\w+ )?kein|komme (\\w+ ){0,4}nicht|komm (\\w+ )?nicht',
      "ne (peux|peut|parviens|arrive)|(peux|arrive|parviens) (plus|pas)|n'arrive",
      'no (me |se )?(puedo|consigo|logro|deja|permite|pude|pudo|puede)',
      'non (riesco|posso|si riesce|mi fa|mi permette)|impossibile|kan (\\w+ ){0,4}niet|kom (\\w+ )?niet',
      'nao (consigo|posso|da para|conseguimos)',
    ],
    other: [
      'できな|できませ|出来な|出来ませ|られない|られません|れません|无法|無法|不能|没法|不了|수 없|못 ?하|못해',
      'لا ([اأ]ستطيع|يمكن|[اأ]قدر)|لا يسمح|تعذر|لم ([اأ]تمكن|[اأ]ستطع)',
    ],
  },
  {
    concept: 'problem',
    latin: [
      'problem|issue|trouble|stuck|bug\\b|weird|probleme|bloque|soucis?\\b|problema|atascad|bloccat|probleem',
      'vast\\b|vastgelopen|preso|travad|help me|urgent',
    ],
    other: ['問題|问题|卡住|문제|멈|مشكل'],
  },
  {
    concept: 'hangs',
    latin: [
      'hang|freez|froze|crash|keeps? (waiting|loading|spinning|saying|popping|going|asking|telling|sending)',
      'just sits|waits?\\b|waiting|loading|forever|endless|infinite|loop|redirect|over and over',
      'never (finish|complet|end)|same (page|screen)|back to (the )?(start|sign|login|same|list|beginning)',
      '(goes )?(a)?round in circles|hängt|lädt|dreht|endlos|schleife|stürzt|passiert (gar )?nichts|immer wieder',
      'plante|tourne|boucle|charge\\b|fige|pensando|cargando|bucle|cierra|carregando|trava|carica|blocca|chiude',
      'ciclo|blijft|laden|loopt vast|in een lus|steeds (terug|weer|opnieuw)',
    ],
    other: ['固まる|止まる|落ちる|ループ|進まな|卡住|卡在|一直|转圈|闪退|循环|멈|무한|꺼져|يعلق|يتوقف|التحميل'],
  },
  {
    concept: 'not_shown',
    latin: [
      "(does|do|did|is|are|will|wo)(n'?t| not|n) (\\w+ )?(show|appear|visible|display|listed|there|see|offered|available|come up|pop|arriv|get)",
      'never (\\w+ )?(shows?|appears?|comes?|gets?|arrives?|pops?|see|received)',
      'no (qr|option|prompt|notification|number|code|pop|link|button)|missing|grey|gray|disappear|hidden',
      "cannot (see|find)|can'?t (see|find)",
      'not (visible|shown|listed|there|offered|available|displayed|showing|appearing)|empty|gone\\b|blank|vanish',
      "nowhere|not receiv|n't receiv|erscheint (\\w+ )?nicht",
      'nicht (angezeigt|sichtbar|da|verfügbar|gefunden|an(gekommen)?\\b)',
      'kein(e|en)? (\\w+ )?(qr|code|option|nachricht|benachrichtigung|auswahl|button)|fehlt|verschwunden',
      "kommt (\\w+ )?(nicht|keine?)|s'affiche (pas|plus)|n'(apparait|existe|est plus)|n'etant plus",
      "pas (de|d') ?(code|notification|option|qr)|disparu|recois (pas|plus|rien)|n'arrive (pas|plus)\\b",
      'no (se )?(muestra|aparece|sale|llega|veo|recibo)|desaparec',
      'non (appare|compare|arriva|vedo|ricevo|viene|si vede)|scompars|manca\\b',
      'niet (zichtbaar|te zien|beschikbaar)|zie (\\w+ )?(geen|niet)|krijg (\\w+ )?geen|verdwenen',
      'komt (er )?(geen|niet)|nao (aparece|mostra|chega|vejo|recebo|surge)|sumiu',
    ],
    other: [
      '表示されな|表示されま|出てこな|出ない|届かな|届きま|来な|来ま|見つから|消え|不显示|沒有顯示',
      '没有(这|那|显示|出现|收到|弹出|选项|二维码)|收不到|看不到|找不到|不出现|不见了|没了|沒有了|没有了|안 ?보',
      '안 ?떠|안 ?와|오지 않|뜨지 않|표시되지|나타나지|없어|없습|لا (ت|ي)ظهر|لا (ت|ي)صل|لم (ت|ي)صل|لا ارى|اختف',
    ],
  },
  {
    concept: 'connect',
    latin: [
      "connect(ed|ing|ion|s)?\\b|couldn'?t connect|devices? (never|couldn|can)|talk to each other|reach",
      'pair(ing|ed)?\\b|spinner|spins?\\b|spinning|verbind|verbunden|connexion aux?|conecta|conexion|conect',
      'connett|collega|verbinding|verbonden|ligar\\b|ligacao|conexao|network|timed? out|times out|timeout',
    ],
    other: ['接続|连接|連接|連線|연결|اتصال|الاتصال|متصل'],
  },
  {
    concept: 'late',
    latin: [
      'late\\b|delay|slow\\b|minutes? (late|later|long)|takes (ages|forever|long|too long)|verspätet|zu spät',
      'retard|tarde|ritardo|te laat|atras',
    ],
    other: ['遅|延迟|늦|متاخر'],
  },
  {
    concept: 'only',
    latin: [
      'only\\b|nothing but|no(thing)? else|nur\\b|seulement|uniquement|que la\\b|solo\\b|solamente|apenas',
      'so aparece|soltanto|alleen\\b|defaults?\\b',
    ],
    other: ['だけ|しか|只|仅|만 |فقط'],
  },
  {
    concept: 'works',
    latin: ['works?\\b|working\\b|geht\\b|funktioniert|marche\\b|fonctionne|funciona|funzion|werkt\\b|klappt'],
    other: ['動く|能用|可以用|작동|يعمل'],
  },
  {
    concept: 'says',
    latin: [
      'sa(ys|id|ying)\\b|message\\b|shows?\\b|shown|reports?\\b|getting\\b|throws|tells me|gives|i get\\b|meldung',
      "sagt|heisst|zeigt|message d'|affiche|indique|dice\\b|muestra|mensaje de|messaggio|mostra|melding|zegt",
      'diz\\b',
    ],
    other: ['表示され|と出|提示|显示|顯示|뜹니다|뜨네|표시|تظهر رسال|يقول|يظهر'],
  },
  {
    concept: 'scan_ok',
    latin: [
      '(can|able to|after|have) (i )?(scan|scanned|scanning)|after scanning|scanned|gescannt|scanne',
      'escane(e|o|ar)|scansionat',
    ],
    other: ['読み取って|スキャンして|扫描后|扫描以后|掃描後|스캔해도|스캔한|بعد مسح'],
  },
];
