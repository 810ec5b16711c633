/** An app by its id at Zapier, a UUID, and its title. */
export interface AppRef {
  id: string;
  title: string;
}

/** What the interface shows of an app in Zapier's directory. */
export interface AppSummary extends AppRef {
  description: string;
  /** Address of the 32-pixel icon, on one of Zapier's image hosts. */
  iconUrl: string | null;
}
