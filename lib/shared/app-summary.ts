/** What the interface shows of an app in Zapier's directory. */
export interface AppSummary {
  /** The app's id at Zapier, a UUID. */
  id: string;
  title: string;
  description: string;
  /** Address of the 32-pixel icon, on one of Zapier's image hosts. */
  iconUrl: string | null;
}
