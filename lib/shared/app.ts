/** An app's id at Zapier, a UUID, and its title. */
export interface AppRef {
  id: string;
  title: string;
}

/** The details of an app in Zapier's directory that the interface shows. */
export interface AppSummary extends AppRef {
  description: string;
  /** Address of the 32-pixel icon, on one of Zapier's image hosts. */
  iconUrl: string | null;
}
