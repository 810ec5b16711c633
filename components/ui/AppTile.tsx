import { useSignal } from '@preact/signals';

/** Hues of the tiles. An app's title decides which one it gets. */
const HUES = [25, 40, 95, 150, 190, 222, 265, 320, 350];

/** Addresses of icons that this page has drawn before, and that appear at once. */
const drawn = new Set<string>();

interface AppTileProps {
  title: string;
  /** Undefined or null where the app has no icon. */
  iconUrl?: string | null;
  /** True when icons may be loaded that this page has not drawn before. */
  mayLoad?: boolean;
}

/** Shows an app's icon, or its first letter on a coloured tile. */
export function AppTile({ title, iconUrl, mayLoad = true }: AppTileProps) {
  const broken = useSignal<string | null>(null);
  if (iconUrl && broken.value !== iconUrl && (mayLoad || drawn.has(iconUrl)))
    return (
      <img
        class="tile"
        src={iconUrl}
        alt=""
        width="24"
        height="24"
        loading="lazy"
        referrerpolicy="no-referrer"
        onLoad={() => drawn.add(iconUrl)}
        onError={() => {
          broken.value = iconUrl;
        }}
      />
    );
  const [letter = '?'] = title.trim();
  const hue = HUES[(letter.codePointAt(0) ?? 0) % HUES.length];
  return (
    <span class="tile letter" aria-hidden="true" style={{ '--h': hue }}>
      {letter.toUpperCase()}
    </span>
  );
}
