/** An app for the directory; missing properties are derived from the title. */
export interface AppSeed {
  title: string;
  description: string;
  category: string;
  id?: string;
  /** Six hex digits. */
  color?: string;
  /** Key and version in the connect link; null if the app needs no connection. */
  key?: string | null;
  /** Path on the image host. `none`: the app has no icon. `broken`: its icon's address returns 404. */
  icon?: string;
}

/**
 * Real titles, most popular first. Ids, keys, colours and icons are from Zapier's published examples where those have
 * them; the descriptions are ours.
 */
export const KNOWN_APPS: readonly AppSeed[] = [
  {
    title: 'Google Sheets',
    id: '81f613aa-c98a-4383-a5fc-195e68647217',
    key: 'GoogleSheetsV2CLIAPI@2.9.1',
    color: '23a566',
    category: 'google',
    icon: 'services/8913a06feb7556d01285c052e4ad59d0.png',
    description: 'Spreadsheets that several people edit at once.',
  },
  {
    title: 'Gmail',
    key: 'GoogleMailV2CLIAPI@2.7.0',
    color: 'd54b3d',
    category: 'google',
    description: 'Mail by Google.',
  },
  {
    title: 'Slack',
    id: 'ca83afc5-ee9a-470d-b577-e7f8fd555b67',
    key: 'SlackCLIAPI@1.28.0',
    color: '510f4d',
    category: 'team-chat',
    icon: 'services/6cf3f5a461feadfba7abc93c4c395b33_2.png',
    description: 'Channels and messages for teams.',
  },
  {
    title: 'Google Calendar',
    id: 'd74234df-0045-436e-bd5b-ee577e74e6b8',
    key: 'GoogleCalendarCLIAPI@1.8.2',
    color: '3f79e0',
    category: 'calendar',
    icon: 'services/62c82a7958c6c29736f17d0495b6635c.png',
    description: 'Appointments, invitations and rooms.',
  },
  {
    title: 'HubSpot',
    id: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa',
    key: 'HubSpotCLIAPI@1.7.1',
    color: '8bcbca',
    category: 'partners',
    icon: 'developer/cde9764aa8d19fdd6d591455dbe5a78d.png',
    description: 'Contacts, deals and marketing in one place.',
  },
  { title: 'Trello', key: 'TrelloAPI@1.0.0', color: '0079bf', category: 'partners', description: 'Boards of cards.' },
  {
    title: 'Typeform',
    key: 'TypeformDevAPI@1.4.0',
    color: '8bcbca',
    category: 'partners',
    description: 'Forms that ask one question at a time.',
  },
  {
    title: 'Google Ads',
    id: 'b9df4eff-f311-44f9-ac54-2901f952c6ac',
    key: 'GoogleAdsCLIAPI@3.0.0',
    color: '4285f4',
    category: 'ads-conversion',
    icon: 'services/4058ec8b47ad751cbd39bd686cf4eab7.png',
    description: 'Advertisements in search results.',
  },
  { title: 'Notion', key: 'NotionCLIAPI@1.3.0', category: 'partners', description: 'Documents and databases.' },
  {
    title: 'Discord',
    key: 'DiscordCLIAPI@1.7.0',
    category: 'team-chat',
    description: 'Voice and text for communities.',
  },
  { title: 'Dropbox', key: 'DropBoxCLIAPI@1.2.0', category: 'partners', description: 'Files in step on every device.' },
  { title: 'GitLab', key: 'GitLabCLIAPI@1.1.0', category: 'app-builder', description: 'Code, reviews and pipelines.' },
  { title: 'Harvest', key: 'HarvestCLIAPI@1.0.2', category: 'accounting', description: 'Hours worked and invoices.' },
  { title: 'Linear', key: 'LinearCLIAPI@4.0.0', category: 'app-builder', description: 'Issues and product plans.' },
  {
    title: 'Microsoft Outlook',
    key: 'MicrosoftOutlookCLIAPI@1.6.0',
    category: 'calendar',
    description: 'Mail and calendar by Microsoft.',
  },
  {
    title: 'Microsoft SharePoint',
    key: 'MicrosoftSharePointCLIAPI@1.0.0',
    category: 'partners',
    description: 'Sites and documents of a company.',
  },
  { title: 'Telegram', key: 'TelegramCLIAPI@1.0.9', category: 'team-chat', description: 'Messages through a bot.' },
  {
    title: 'Algolia',
    key: 'App238263CLIAPI@1.0.0',
    category: 'app-builder',
    description: 'Search for sites and apps.',
  },
];

/** Apps that interfaces easily get wrong. */
export const AWKWARD_APPS: readonly AppSeed[] = [
  {
    title: 'Ünïcode & <b>Söhne</b>',
    category: 'accounting',
    description: 'Bookkeeping for <i>family</i> firms & others; "quotes" included.',
  },
  { title: 'Inbox Garden', category: 'team-chat', description: 'Shared mailboxes for small teams.' },
  { title: 'Inbox Garden', category: 'partners', description: 'Newsletters. The other app of this name.' },
  { title: 'Weather Oracle', category: 'all', key: null, description: 'Forecasts. Needs no connection.' },
  { title: 'Day of the Week', category: 'calendar', key: null, description: 'Tells the day. Needs no connection.' },
  { title: '請求書くん', category: 'accounting', description: '請求書をすばやく作成します。' },
  { title: 'Касса Плюс', category: 'accounting', description: 'Учёт продаж для небольших магазинов.' },
  { title: 'دفتر المواعيد', category: 'calendar', description: 'حجز المواعيد للعيادات.' },
  { title: '🦊 Foxtrot Forms 🦊', category: 'partners', description: 'Forms with a tail.' },
  {
    title: `The ${'Very '.repeat(40)}Long Winded Reporting Suite`,
    category: 'analytics',
    description: 'Reports. '.repeat(60).trim(),
  },
  { title: 'Plain Vanilla Notes', category: 'partners', icon: 'none', description: 'Notes. Has no icon.' },
  { title: 'Broken Picture Gallery', category: 'partners', icon: 'broken', description: 'Its icon does not load.' },
  { title: 'Silent Ledger', category: 'accounting', description: '' },
];
