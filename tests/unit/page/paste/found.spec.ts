import { expect, it } from 'vitest';
import type { AuthField } from '../../../../lib/shared/definitions/definition';
import { pasted } from './pasting';

const fields = (...keys: string[]): AuthField[] =>
  keys.map((k) => ({
    key: k.toLowerCase().replace(/ /g, '_'),
    label: k,
    ...(/pass|secret|token/i.test(k) ? { type: 'password' as const } : {}),
  }));
const LOGIN = fields('Username', 'Password');
const MAILPW = fields('Email', 'Password');
const WOO = fields('Store URL', 'Consumer key', 'Consumer secret');
const TWILIO = fields('Account SID', 'Auth token');
const DB = fields('Host', 'Port', 'Database', 'Username', 'Password');
const FRESH = [
  { key: 'domain', label: 'Subdomain', inputFormat: 'https://{{input}}.freshdesk.com' },
  ...fields('API key'),
];
const ZEN = [
  { key: 'subdomain', label: 'Subdomain', inputFormat: 'https://{{input}}.zendesk.com' },
  ...fields('Email', 'API token'),
];
const OAUTH = fields('Client ID', 'Client secret');
const KEY = fields('API key');
const SMTP = fields('Username', 'Password', 'SMTP host', 'SMTP port');
const cases: [kind: string, form: AuthField[], text: string, right: Record<string, string>][] = [
  [
    'code comment with mail settings',
    SMTP,
    '// URL: https://mail.acme.example\n// Username: box@acme.example\n// Pass: Kq(*7Tw3#mav\n\n// IMAP Information\n// Incoming Server: mail.acme.example\n// Port: 143 (Security: none)\n',
    { username: 'box@acme.example', password: 'Kq(*7Tw3#mav' },
  ],
  [
    'cPanel mail client set-up',
    SMTP,
    'Username: info@acme.example\nPassword: Use the email account’s password.\nIncoming Server: mail.acme.example\nIMAP Port: 993 POP3 Port: 995\nOutgoing Server: mail.acme.example\nSMTP Port: 465\nIMAP, POP3, and SMTP require authentication.',
    { username: 'info@acme.example', smtp_host: 'mail.acme.example', smtp_port: '465' },
  ],
  [
    'doc comment with a gateway',
    LOGIN,
    '/**\n * Configure gateway with the provided credentials\n * Username: support@acme.example\n * Outgoing server: mail.acme.example:465\n * Incoming server: mail.acme.example:995\n * Password: Kunda001!\n */',
    { username: 'support@acme.example', password: 'Kunda001!' },
  ],
  [
    'Twilio block in a fence',
    TWILIO,
    'The integration is configured with the following credentials:\n\n```\nAccount SID: ACmadeup000001\nAuth Token: tok0madeup77\nPhone Number: +15550100\n```\n',
    { account_sid: 'ACmadeup000001', auth_token: 'tok0madeup77' },
  ],
  ['masked SID', TWILIO, 'Account SID: AC••••••••3f81\nAuth Token: (shown once)', {}],
  [
    'Twilio script output',
    TWILIO,
    '✅ Account verified\n   Account SID: AC0a90c9bb\n   Status: active\n   Auth Token: 77aa88bb99\n',
    { account_sid: 'AC0a90c9bb', auth_token: '77aa88bb99' },
  ],
  [
    'WooCommerce keys',
    WOO,
    'REST API keys for testing (read/write):\nConsumer key: ck_a13ac5\nConsumer secret: cs_d2e372\n',
    { consumer_key: 'ck_a13ac5', consumer_secret: 'cs_d2e372' },
  ],
  [
    'WooCommerce with URL and bullets',
    WOO,
    '## WooCommerce (default store)\n- URL: https://shop.example/wp-json/wc/v3\n- Consumer Key: ck_8e43e5\n- Consumer Secret: cs_e83d03\n\n## Other\n- **Key**: EMPTY (not set)',
    { store_url: 'https://shop.example/wp-json/wc/v3', consumer_key: 'ck_8e43e5', consumer_secret: 'cs_e83d03' },
  ],
  ['WooCommerce template', WOO, 'Consumer Key:    ck_xxxxxxxxxxxxxxxx\nConsumer Secret: cs_xxxxxxxxxxxxxxxx', {}],
  [
    'WooCommerce form',
    WOO,
    '   ```\n   Store URL: https://test-store.example\n   Consumer Key: ck_test1234567890\n   Consumer Secret: cs_test1234567890\n   ```',
    {
      store_url: 'https://test-store.example',
      consumer_key: 'ck_test1234567890',
      consumer_secret: 'cs_test1234567890',
    },
  ],
  [
    'WordPress application password',
    LOGIN,
    '### WordPress\n```\nURL: acme.example\nAPI Username: lsmn\nAPI Password: MceL FSnI zRNp ZmhG Nbga DWFG\n```',
    { username: 'lsmn', password: 'MceL FSnI zRNp ZmhG Nbga DWFG' },
  ],
  [
    'welcome mail',
    MAILPW,
    'Welcome to Thunder Beta!\n\nYour account has been approved. Here are your login details:\n\nEmail: kim@acme.example\nPassword: Tr0ub4dor\n\nLogin at: https://thunder.example/login\n\nNext steps:\n1. Log in at https://thunder.example/login\n2. Link your phone number in Account Settings',
    { email: 'kim@acme.example', password: 'Tr0ub4dor' },
  ],
  [
    'welcome mail, Passwd',
    MAILPW,
    'Thank you for registering with us. Here are your login details...\n\nUser Email: kim@acme.example \n\nPasswd: q8Z7x \n\n*****LOGIN LINK*****\n\nhttp://acme.example/login.php\n\nThank You\n\nAdministrator\n____________________________\nTHIS IS AN AUTOMATED RESPONSE. \n***DO NOT RESPOND TO THIS EMAIL****',
    { email: 'kim@acme.example', password: 'q8Z7x' },
  ],
  [
    'welcome mail, temporary',
    MAILPW,
    'Hi Kim,\n\nHere are your login details:\n-\tPanel Link: https://panel.acme.example\n-\tUsername (Email): kim@acme.example\n-\tTemporary Password: Zx81-spec\n\n🔒 Important:\nThis is a temporary password. For your security, please change it right after logging in.',
    { email: 'kim@acme.example', password: 'Zx81-spec' },
  ],
  [
    'HTML mail',
    MAILPW,
    '<p>Hi Kim,</p>\n<p>Your account has been created. Here are your login details:</p>\n<p><strong>Email:</strong> kim@acme.example<br/>\n<strong>Temporary Password:</strong> Zx81-spec</p>\n<p>Please log in and change your password immediately.</p>',
    { email: 'kim@acme.example', password: 'Zx81-spec' },
  ],
  [
    'HTML table mail',
    MAILPW,
    '<table style="width:100%"><tr><td>Employee ID</td><td>E-17</td></tr><tr><td>Email</td><td>kim@acme.example</td></tr><tr><td>Password</td><td>Zx81spec</td></tr></table>',
    { email: 'kim@acme.example', password: 'Zx81spec' },
  ],
  [
    'French mail',
    MAILPW,
    'Bonjour Kim Durand,\n\nVotre demande a été acceptée. Voici vos identifiants de connexion :\n\nEmail : kim@acme.example\nMot de passe temporaire : Zx81spec\n\nVous pourrez modifier ce mot de passe depuis votre profil après connexion.\n\nCordialement,\nL’équipe',
    { email: 'kim@acme.example', password: 'Zx81spec' },
  ],
  [
    'French chat with headings',
    LOGIN,
    "Merci de votre confiance, voici vos identifiants \n-# Nom d'utilisateur\nkimd\n\n-# Mot de passe\nZx81spec\n\nSi vous rencontrez des problèmes, n'hésitez pas à ouvrir un ticket.",
    { username: 'kimd', password: 'Zx81spec' },
  ],
  [
    'French login mail',
    LOGIN,
    'Bonjour Kim,\n\nVoici vos identifiants de connexion :\nLogin : kimd\nMot de passe : Zx81spec\n\nLors de votre première connexion, vous serez invité à changer votre mot de passe.\n\nCordialement,',
    { username: 'kimd', password: 'Zx81spec' },
  ],
  [
    'Spanish mail',
    LOGIN,
    'Cordial saludo,\n\nA continuación puedes visualizar sus credenciales de acceso a la herramienta:\n\nUsuario: kim@acme.example\nContraseña: Zx81spec\n\nPara iniciar sesion ingrese a la siguiente ruta: www.acme.example\n\nCordialmente,',
    { username: 'kim@acme.example', password: 'Zx81spec' },
  ],
  [
    'Spanish HTML',
    LOGIN,
    '<html><body><h2>Bienvenido</h2><p>Sus credenciales de acceso son:</p><p><strong>Usuario:</strong> kimd</p><p><strong>Contraseña temporal:</strong> Zx81spec</p><p><strong>Rol:</strong> ADMIN</p></body></html>',
    { username: 'kimd', password: 'Zx81spec' },
  ],
  [
    'application.properties',
    DB,
    'spring.datasource.url=jdbc:postgresql://localhost:5432/store\nspring.datasource.username=store_user\nspring.datasource.password=Harbor@908\nspring.datasource.driver-class-name=org.postgresql.Driver\n\nspring.jpa.hibernate.ddl-auto=update\n',
    { host: 'localhost', port: '5432', database: 'store', username: 'store_user', password: 'Harbor@908' },
  ],
  [
    'application.properties, commented',
    LOGIN,
    '#user\nspring.datasource.username=root\n#password\nspring.datasource.password=r00t!x\n#port\nserver.port=8088',
    { username: 'root', password: 'r00t!x' },
  ],
  [
    'wp-config',
    fields('Database', 'Username', 'Password', 'Host'),
    "/** The name of the database for WordPress */\ndefine( 'DB_NAME', 'local' );\n\n/** Database username */\ndefine( 'DB_USER', 'wpu' );\n\n/** Database password */\ndefine( 'DB_PASSWORD', 'r00t!x' );\n\n/** Database hostname */\ndefine( 'DB_HOST', 'localhost' );",
    { database: 'local', username: 'wpu', password: 'r00t!x', host: 'localhost' },
  ],
  [
    'settings with fallbacks',
    LOGIN,
    "DB_HOST = os.getenv('DB_HOST', '127.0.0.1')\nDB_USER = os.getenv('DB_USER', 'postgres')\nDB_PASSWORD = os.getenv('DB_PASSWORD', 'skro@05')",
    {},
  ],
  [
    'Freshdesk curl',
    FRESH,
    'curl -v -u k9aXyZ12:X \\\n  -H "Content-Type: application/json" \\\n  -X POST "https://acme.freshdesk.com/api/v2/custom_objects/schemas/30/records" \\\n  -d \'{ "data": { "customer_id": "C1234", "age": 35 } }\'',
    { domain: 'acme', api_key: 'k9aXyZ12' },
  ],
  ['Freshdesk curl, placeholder', FRESH, 'curl -u yourapikey:X https://domain.freshdesk.com/api/v2/tickets', {}],
  [
    'Freshdesk PHP',
    FRESH,
    '$api_key = "hIf9nb0B2B0yu";\n$password = "x";\n$yourdomain = "credit";\n\n$ticket_date = "2024-05-11";\n',
    { api_key: 'hIf9nb0B2B0yu' },
  ],
  [
    'Zendesk TypeScript',
    ZEN,
    'const minimal = {\n  ZSAN_ZENDESK_SUBDOMAIN: "acme",\n  ZSAN_ZENDESK_EMAIL: "bot@acme.example",\n  ZSAN_ZENDESK_API_TOKEN: "tok9",\n};',
    { subdomain: 'acme', email: 'bot@acme.example', api_token: 'tok9' },
  ],
  [
    'Zendesk env example',
    ZEN,
    '##\n# Helpdesk provider API keys.\n##\n\n# Zendesk API Token (required)\n# Get this from Zendesk > Admin Center > Channels > API > Add API Token\nZENDESK_API_TOKEN=tok9\n\n# Zendesk Email (required)\nZENDESK_EMAIL=bot@acme.example\n\n# Zendesk subdomain (required) \n# For example, if your Zendesk URL is https://example.zendesk.com, it is example\nZENDESK_SUBDOMAIN=acme',
    { subdomain: 'acme', email: 'bot@acme.example', api_token: 'tok9' },
  ],
  [
    'httpie',
    LOGIN,
    'http --auth robin:salmon42 -f POST http://127.0.0.1:8000/applicants/ name=Robert',
    { username: 'robin', password: 'salmon42' },
  ],
  [
    'httpie, quoted',
    LOGIN,
    "$ http --auth user:'rivers run deep!' localhost:8080",
    { username: 'user', password: 'rivers run deep!' },
  ],
  [
    'Postman variables',
    KEY,
    '{\n  "variable": [\n    { "key": "baseUrl", "value": "https://api.test" },\n    { "key": "apiKey", "value": "sk-live-1", "type": "secret" },\n    { "key": "unused", "value": "x", "disabled": true }\n  ]\n}',
    { api_key: 'sk-live-1' },
  ],
  [
    'Postman auth',
    OAUTH,
    'Grant Type: Authorization Code\n\nAccess Token Url: https://accounts.google.com/o/oauth2/token\n\nClient ID: 77-abc.apps.example\n\nClient Secret: GOCSPX-1a2b\n\nRedirect URL: http://localhost:8000\n\nState: <anything you want>',
    { client_id: '77-abc.apps.example', client_secret: 'GOCSPX-1a2b' },
  ],
  [
    'checklist with truncated values',
    OAUTH,
    '1. ✅ Credenciais adicionadas no `.env.local`\n   - Customer ID: `1988032294`\n   - Developer Token: `dmi75`\n   - Client ID: `552077961450-...`\n   - Client Secret: `GOCSPX-...`',
    {},
  ],
  [
    'shell output',
    OAUTH,
    '[+] Setup complete!\nClient ID: health-api\nClient Secret: 9f8e7d\nsave this client secret for testing!\nAccess console: http://localhost:8080 (admin/admin)',
    { client_id: 'health-api', client_secret: '9f8e7d' },
  ],
];
// The forms were found in public repositories; names and values are made up.
it.each(cases)('reads rightly what others write: %s', async (_kind, form, text, right) => {
  expect(await pasted(form, text, false)).toEqual(right);
});
