/**
 * What people call the same thing in English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese; without
 * blanks, accents and hyphens.
 */
export const SYNONYMS = {
  token:
    'apikey apitoken accesstoken accesskey authtoken authenticationtoken authorization bearertoken bearer token key pat personalaccesstoken personaltoken integrationtoken privateapptoken privateappaccesstoken apiaccesstoken apiaccesskey authkey apiauthtoken privateapikey privatetoken secretapikey secretkeyapi subscriptionkey apikeyv2 restapikey apischlussel apischluessel schlussel schluessel zugriffstoken zugangstoken zugriffsschlussel cleapi cledapi cledelapi clefapi jeton jetonapi jetondapi jetondacces tokendacces clavedeapi claveapi clavedelapi tokendeacceso tokendeapi tokendelapi tokenapi clavedeacceso chaveapi chavedeapi chavedaapi tokendeacesso tokendaapi chavedeacesso chiaveapi tokendiaccesso tokenaccesso chiavediaccesso apisleutel sleutel toegangstoken toegangssleutel apiキー apiトークン アクセストークン アクセスキー トークン apikeyトークン',
  username:
    'user username login loginname loginid logon userid uid benutzername benutzer nutzername nutzer anmeldename benutzerkennung kennung loginnamen nomdutilisateur utilisateur nomutilisateur identifiant identifiantdeconnexion usuario nombredeusuario nombreusuario nomedeusuario nomedousuario nomedeutilizador utilizador nomeutente utente gebruikersnaam gebruiker inlognaam loginnaam ユーザー名 ユーザ名 ユーザーid ユーザid ログインid ログイン名 ユーザー',
  email:
    'email emailaddress mail mailaddress useremail loginemail accountemail agentemail adminemail emailadresse mailadresse adressemail adresseemail adressecourriel courriel correo correoelectronico direcciondecorreo direcciondeemail enderecodeemail indirizzoemail emailadres mailadres メールアドレス メール eメール',
  password:
    'password pass passwd pwd passphrase passcode pw passwort kennwort passwordlogin motdepasse mdp contrasena contrasenya clave senha palavrapasse parolachiave parola wachtwoord パスワード pass word',
  domain:
    'subdomain domain site url baseurl siteurl host hostname server servername serveraddress instance instanceurl accounturl workspaceurl website tenant shop shopurl shopname store storeurl storename shopdomain storedomain apiurl endpoint apiendpoint serverurl loginurl signinurl adminurl webaddress companyurl subdomane subdomaene domane domaene webseite serveradresse adresse instanz sousdomaine domaine adressedusite urldusite site serveur instance subdominio dominio sitioweb sitio urldelsitio servidor sottodominio sito sitoweb subdomein domein website サブドメイン ドメイン サーバー ホスト名 サイトurl ホスト',
  clientId:
    'clientid appid applicationid consumerkey oauthclientid oauthconsumerkey kundenid clientkennung idclient identifiantclient idduclient iddecliente idcliente iddocliente clienteid idcliente clientidentificatie idapp idapplication クライアントid アプリid アプリケーションid',
  secret:
    'clientsecret appsecret applicationsecret consumersecret apisecret apisecretkey secret secretkey sharedsecret oauthclientsecret secretaccesskey clientgeheimnis geheimnis geheimerschlussel clientschlussel apigeheimnis secretclient secretduclient clesecrete codesecret secretapp secretodecliente secretodelcliente secretocliente secreto clavesecreta segredodocliente segredocliente segredo chavesecreta segretoclient segretodelclient segreto chiavesegreta clientgeheim geheim geheimesleutel クライアントシークレット シークレット シークレットキー 秘密鍵',
  accountId:
    'accountid accountnumber accountsid kontoid kontonummer numerodecompte idcompte idducompte iddecuenta idcuenta iddelacuenta numerodecuenta iddaconta idconta numerodaconta idaccount idconto rekeningnummer accountnummer アカウントid',
  region: 'region datacenter datacentre dc rechenzentrum regione regiao regio centrededonnees リージョン',
  database:
    'database databasename db dbname datenbank datenbankname basededonnees basededatos bancodedados databank データベース データベース名',
  port: 'port puerto porta poort serverport dbport ポート ポート番号',
} as const;
