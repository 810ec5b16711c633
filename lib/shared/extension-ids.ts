/**
 * The add-on id in Firefox. Its SHA-1 is part of the host of Firefox's redirect URL, so changing it breaks every
 * registered client.
 */
export const GECKO_ID = 'quick-connect-for-zapier@addons';

/**
 * Public key (DER, base64) that determines the id of the unpacked Chrome build. The private key was discarded: the
 * Chrome Web Store signs with its own key and rejects a package that contains this one.
 */
export const CHROME_PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnboiVm04l32GCTglBOKd80FNG0mFUfm8346u66rwz4jN6ipnOnaAx7rd1lRMduuSOBuOvYlGL5bJaLEctnAak6KmvLjk5hJP+VoBdkGFVnAi6boQ+j6tn4M7jqtAXyShDDvn/swv6geGncOtSMzS3WHHSXggcCDaGIwV/ve/4bHaABOgrEf5qxdyOcFXMgMVIWMbVWmJPQG5lVrNBTC79Ft/tAjigdkkF6Yexj7/EmDoSX0L+CK8zohMS4uKuRNaw5NoCxXGeFhsYdzFVsvKojnhFg9Sr4MiBCtAYnH8MeuvruSj9gNsbfi9IvtM6m/ONYgYpsCnm902FbfWbXwIFQIDAQAB';
