import { searchSymptoms } from '../../src/enrollment/symptom-search.ts';
import { type SymptomId, symptom, symptomIds } from '../../src/enrollment/symptoms.ts';

type Sentence = readonly [text: string, expected: SymptomId];

const onScreens: readonly Sentence[] = [
  [
    'An unknown error occurred during passkey registration. Try again or contact your administrator for support.',
    'policy_attestation',
  ],
  [
    'Failed to register passkey … We were unable to register the passkey you attempted to add. Please try again. Note: If this passkey has been saved to your device, please delete it before trying again.',
    'orphaned_passkey',
  ],
  ['Failed to register passkey', 'orphaned_passkey'],
  ['A passkey already exists', 'orphaned_passkey'],
  ['the process could not be completed. try again', 'generic_error'],
  ['User failed to register Fido', 'policy_attestation'],
  ['This security key is not allowed', 'key_not_allowed'],
  ['blocked by work policy', 'work_policy_blocks'],
  ['passkey is already registered', 'windows_already_registered'],
  ['NotAllowedError', 'not_allowed_error'],
  ['DOMException: NotAllowedError, see console', 'not_allowed_error'],
  ['the policy did not save succesfully', 'policy_not_saved'],
  ['No passkeys are available.', 'no_passkeys_on_device'],
  ['Something went wrong', 'passkey_invalid'],
  ['AADSTS135010', 'key_not_found'],
  ['Request failed. AADSTS135010: the key was not found. Trace ID: 00000000-aaaa, Correlation ID: 1', 'key_not_found'],
  ['error code 135010', 'key_not_found'],
  ['Temporary Access Pass sign in was blocked due to User Credential Policy', 'tap_blocked'],
  ['aadsts130501', 'tap_blocked'],
  ['AADSTS130504', 'tap_expired'],
  ['Your Temporary Access Pass has expired', 'tap_expired'],
  ['AADSTS130507', 'tap_not_found'],
  ['An access pass could not be found or verified for the user', 'tap_not_found'],
  ['Temporary Access Pass cannot be added to an external guest user.', 'tap_guest'],
  ['NotYetValid', 'tap_not_asked'],
  ['Self-service operations are currently not supported for user 00000000-0000-0000-0000-000000000001', 'tap_for_self'],
  ['Converged UserCredentialPolicy does not allow creating or updating a Temporary Access Pass', 'tap_policy_off'],
  ['AADSTS90014: The required field is missing from the credential', 'account_not_found'],
];

/** Said by people who were stuck. */
const real: readonly Sentence[] = [
  [
    'hi, getting the error, the process could not be completed. try again. i have only fido policy and authenticator policy… there error shows up on the iphone..',
    'generic_error',
  ],
  [
    'An unknown error occurred during passkey registration. Try again or contact your administrator for support.',
    'policy_attestation',
  ],
  ['I already removed and added back the passkey and still failing to register.', 'orphaned_passkey'],
  [
    "I can add a passkey on my mobile device but on a PC in a webbrowser the wizard doesn't get to show the QR code but forces to use a FIDO2 stick.",
    'no_qr_code',
  ],
  ["As my PC doesn't have BT therefore I can't cross authenticate.", 'no_bluetooth'],
  [
    '…Bluetooth is enabled on phone and computer and I can select my phone during the registration after I have scanned the QR-code',
    'bluetooth_on_still_fails',
  ],
  [
    'It seems that the latest android version on my device does not show the Additional providers section to add the Authenticator app.',
    'android_provider_setting',
  ],
  ['A generic error message is shown saying a problem has encountered.', 'generic_error'],
  [
    "Phone passkeys (QR code flow of fido) doesn't work. I can scan the QR code but the two devices never connect.",
    'cross_device_connect',
  ],
  [
    'Both devices have bluetooth on … for some reason the two devices are not able to talk to each other. Works perfectly on Win11 and MacOS so not an issue with work.',
    'cross_device_connect',
  ],
  ['The iPhone shows a spinner, then reports that network and Bluetooth should be checked.', 'cross_device_connect'],
  ["Phone eventually says devices couldn't connect", 'cross_device_connect'],
  ['小米手机扫描 Windows 电脑上显示的二维码时，无法创建或使用通行密钥，最终提示“设备无法连接”', 'cross_device_connect'],
  [
    'Impossibile accedere con la passkey. Assicuratevi che sia ancora disponibile in Gestione passkey o provate un altro metodo di accesso.',
    'passkey_invalid',
  ],
  ['using previour passkey not possible', 'passkey_stopped_working'],
  [
    "I'm suddenly experiencing passkey failures from macOS and iOS after months of smooth running?",
    'passkey_stopped_working',
  ],
  ["Ma passkey n'étant plus disponible, je souhaite faire une franceconnexion classique.", 'passkey_gone'],
  ['Phone says "no passkeys in this device" but passkeys are saved', 'no_passkeys_on_device'],
  ['Got passkey and username but Authentication always fails', 'passkey_invalid'],
  ['We detected that this browser or OS does not support FIDO2 security keys.', 'browser_unsupported'],
  [
    'in GUI mode it defaults to asking for the USB key… no option to select passkey via the authenticator app',
    'wrong_authenticator_offered',
  ],
  ['The passkey option never shows up.', 'option_missing'],
  ['It works in one place but not another.', 'works_in_one_place'],
  [
    'It asks me to enter a number from the Microsoft Authenticator app, but no number is displayed in the app.',
    'number_match_missing',
  ],
  ["it should send a code to my phone and tablet, but it doesn't arrive on either device", 'no_push'],
  ['received the message each time that my e-mail does not exist. … AADSTS90014', 'account_not_found'],
  [
    "When I'm setting up my microsoft Authenicator app, I suddenly get locked out and it asks for my passcode, which I dont know what it is",
    'app_lock_pin',
  ],
  ['Works about 50% of the time', 'intermittent'],
  [
    'when i try to sign in using the email address provided it does not work and instead shows me a code to enter in the Microsoft Authentication app but this does not work either',
    'code_rejected',
  ],
  ['Pop-up op telefoon is niet zichtbaar', 'push_not_visible'],
  ['No se muestra el código QR "iPhone, iPad o dispositivo Android" al iniciar sesión en Windows', 'no_qr_code'],
  ['"No pudimos iniciar sesión" al usar un perfil de Trabajo de Android', 'work_profile'],
  ['There was a problem using your security key. Please try again.', 'security_key_problem'],
];

/** Said another way than the data has it. */
const reworded: readonly Sentence[] = [
  ['keeps saying error, nothing more on my iphone', 'generic_error'],
  ['I get an unknown error registering passkey, contact admin', 'policy_attestation'],
  ['the passkey is visible in my authenticator but security info doesnt list it', 'policy_attestation'],
  ['failed to register the passkey, tells me to delete it first', 'orphaned_passkey'],
  ['already got a passkey apparently but there isnt one', 'orphaned_passkey'],
  ['security key isnt allowed by organisation', 'key_not_allowed'],
  ['cant find passkey under add sign in method', 'option_missing'],
  ['theres no "create passkey" in my authenticator app', 'no_create_passkey'],
  ['keep getting redirected to login', 'registration_loop'],
  ['it logged me out halfway through', 'session_expired'],
  ['it only lets me add phone number, no passkey, after i used the tap', 'wizard_without_passkey'],
  ['need approved client app??', 'app_policy_blocks'],
  ['im an external contractor, guest account', 'guest_account'],
  ['i changed my last name after wedding', 'name_changed'],
  ['my galaxy doesnt list authenticator in passwords, passkeys and autofill', 'android_provider_setting'],
  ["iphone doesn't suggest authenticator anymore", 'autofill_off'],
  ['need to set up a lock for my phone?', 'screen_lock_missing'],
  ['Blocked by work policy', 'work_policy_blocks'],
  ['passkey is not available in work profile apps', 'work_profile'],
  ['samsung pass took it', 'saved_elsewhere'],
  ['google password manager saved the key', 'saved_elsewhere'],
  ['my device is rooted', 'phone_rooted'],
  ['my iphone 8 only has ios 16', 'phone_too_old'],
  ['authenticator wants a pin and i dont know any', 'app_lock_pin'],
  ['there is no qr on my laptop only usb security key', 'no_qr_code'],
  ['pc always asks to insert usb key', 'no_qr_code'],
  ['desktop pc w/o bluetooth', 'no_bluetooth'],
  ['bt is on everywhere still fails', 'bluetooth_on_still_fails'],
  ['phone stuck at connecting to computer', 'cross_device_connect'],
  ['laptop & phone wont connect after qr scan', 'cross_device_connect'],
  ['scan qr with authenticator, nothing', 'qr_not_scanned'],
  ['camera wont read the qr', 'qr_not_scanned'],
  ['firefox doesnt support it', 'browser_unsupported'],
  ['"passkey already registered" windows', 'windows_already_registered'],
  ['NotAllowedError: The operation either timed out or was not allowed.', 'not_allowed_error'],
  ['my yubikey isnt working', 'security_key_problem'],
  ['windows always opens hello pin instead of my phone', 'wrong_authenticator_offered'],
  ['No passkeys available', 'no_passkeys_on_device'],
  ['something went wrong when using passkey', 'passkey_invalid'],
  ['passkey no longer works since last week', 'passkey_stopped_working'],
  ['passkey vanished from my phone', 'passkey_gone'],
  ['restored authenticator on new iphone, no passkey there', 'missing_after_restore'],
  ["AADSTS135010: UserPrincipal doesn't have the key ID configured", 'key_not_found'],
  ['outlook android keeps asking for password', 'app_asks_password'],
  ['works on phone but not pc', 'works_in_one_place'],
  ['sometimes works, sometimes doesnt', 'intermittent'],
  ['is the create passkey popup legit', 'microsoft_prompt'],
  ['what number do i type, no number shown', 'number_match_missing'],
  ['i dont get any notification to approve', 'no_push'],
  ['popup not visible on phone', 'push_not_visible'],
  ['it says account doesnt exist', 'account_not_found'],
  ['6 digit code is wrong all the time', 'code_rejected'],
  ['tap has expired', 'tap_expired'],
  ['AADSTS130501', 'tap_blocked'],
  ['temporary access pass doesnt work', 'tap_not_found'],
  ['wants my password not the temporary access pass', 'tap_not_asked'],
  ['Kein QR Code wird angezeigt', 'no_qr_code'],
  ['ich bekomme keine Benachrichtigung auf dem Handy', 'no_push'],
  ['les appareils ne se connectent pas', 'cross_device_connect'],
  ["ma clé d'accès n'existe plus", 'passkey_gone'],
  ['mi ordenador no tiene bluetooth', 'no_bluetooth'],
  ['o código não funciona', 'code_rejected'],
  ['salvata in Samsung Pass', 'saved_elsewhere'],
  ['ik zie de melding niet op mijn telefoon', 'push_not_visible'],
  ['QRコードが出てこない', 'no_qr_code'],
  ['设备连接失败', 'cross_device_connect'],
  ['مفتاح المرور اختفى', 'passkey_gone'],
  ['通知が来ない', 'no_push'],
  ['Passkey geht seit gestern nicht mehr', 'passkey_stopped_working'],
  ['Zugriffspass ist abgelaufen', 'tap_expired'],
];

const otherSubjects: readonly string[] = [
  'what is for lunch today',
  'book a meeting room for tomorrow',
  'how many vacation days do I have left',
  'please reset my windows password',
  'I forgot my password',
  'the printer on the second floor is jammed',
  'can you order me a new laptop',
  'my Excel file is corrupted',
  'teams call has no sound',
  'where is the canteen',
  'who is the CEO',
  'translate this to German',
  'tell me a joke',
  'weather in Berlin',
  'my salary was not paid',
  'VPN is slow today',
  'how do I share my calendar',
  'Wie wird das Wetter morgen',
  'quelle heure est-il',
  '今日の天気は',
  '我想请假',
  'hello',
  'thank you very much',
  'asdf qwer zxcv',
  'The monitor stays black',
  'Outlook signature is missing',
  'invoice number 4711 is missing',
];

function foundAmong(first: number, [text, expected]: Sentence): boolean {
  return searchSymptoms(text)
    .slice(0, first)
    .some(({ id }) => id === expected);
}

test.each(onScreens)('"%s" is recognised for certain', (text, expected) => {
  const [best] = searchSymptoms(text);

  expect(best?.id).toBe(expected);
  expect(best?.score).toBeGreaterThanOrEqual(100);
});

test.each(
  symptomIds.flatMap((id) => [...symptom(id).codes, ...symptom(id).errorTexts].map((text): Sentence => [text, id])),
)('"%s" finds the symptom that lists it, in capitals and without punctuation too', (text, expected) => {
  const shouted = text.toUpperCase().replace(/[.,:]/g, '  ');

  expect(searchSymptoms(text)[0]?.id).toBe(expected);
  expect(searchSymptoms(shouted)[0]?.id).toBe(expected);
});

test.each([
  ['what real people said', real, 0.8],
  ['the same things in other words', reworded, 0.9],
])('%s finds its symptom among the first three', (_what, sentences, share) => {
  const missed = sentences.filter((sentence) => !foundAmong(3, sentence));

  expect({ missed, isEnough: 1 - missed.length / sentences.length >= share }).toMatchObject({ isEnough: true });
});

test.each(otherSubjects)('"%s" is not about passkeys', (text) => {
  expect(searchSymptoms(text)).toEqual([]);
});

test.each([
  ['an accent left out', "ma cle d'acces a disparu", 'passkey_gone'],
  ['curly quotes', 'Your devices couldn’t connect', 'cross_device_connect'],
  ['a typo', 'no blutooth on my pc', 'no_bluetooth'],
  ['no spaces between the words', '我的电脑没有蓝牙怎么办', 'no_bluetooth'],
  ['Japanese inside Latin letters', 'QRコードが画面に表示されないです', 'no_qr_code'],
  ['invisible signs', 'AADSTS\u200b135010', 'key_not_found'],
  ['a code far down in a paste', `${'Request Id: 0000. '.repeat(100)} AADSTS130504`, 'tap_expired'],
  ['vowel marks in Arabic', 'اِختفى مفتاح المرور', 'passkey_gone'],
  ['the first half of an error text', 'We were unable to register the passkey', 'orphaned_passkey'],
] as const)('%s: still found', (_why, text, expected) => {
  expect(searchSymptoms(text)[0]?.id).toBe(expected);
});

test('a common phrase inside a longer story does not win outright', () => {
  const [best] = searchSymptoms('something went wrong and now the passkey was saved in Samsung Pass on my Galaxy');

  expect(best?.id).toBe('saved_elsewhere');
  expect(best?.score).toBeLessThan(100);
});

test.each([
  ['nothing', ''],
  ['only punctuation', '?!… 🙂'],
  ['only small words', 'is it the'],
  ['the name of what every object has', 'constructor __proto__ toString'],
])('%s finds nothing', (_what, text) => {
  expect(searchSymptoms(text)).toEqual([]);
});

test('a whole pasted page gives at most five, best first, each once', () => {
  const found = searchSymptoms('no QR code, Bluetooth, passkey gone, error, Samsung Pass, notification '.repeat(500));

  expect(found.length).toBe(5);
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
  expect(new Set(found.map(({ id }) => id)).size).toBe(5);
});
