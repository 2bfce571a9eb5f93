/** The commonest that are long enough, or become it with a year behind them; in lower case, letters and digits only. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passwort passw0rd motdepasse contrasena contrasenya senha parola wachtwoord heslo haslo salasana losenord
  administrator admin root letmein letmeinnow welcome welcomeback welcometo willkommen bienvenue bienvenido changeme
  changemenow changethis iloveyou iloveyouforever ilovemyself princess sunshine football baseball basketball superman
  batman dragon monkey master shadow michael jordan jennifer ashley charlie trustno starwars pokemon computer internet
  samsung google whatever freedom secret topsecret mysecret nothing something blink liverpool chelsea arsenal
  barcelona realmadrid manchester manchesterunited spiderman
  qwerty qwertyuiop qwertyui qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl asdfasdf zxcvbn zxcvbnm
  qazwsx qazwsxedc qweasd qweasdzxc qwerasdf qwerasdfzxcv abcdef abcdefg abcdefgh abcdefghij abcabc aabbcc
  1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc zaq12wsx q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 a1b2c3d4e5
  1234567890 12345678910 0123456789 0987654321 9876543210 1234554321 1122334455 1212121212 1231231231 123123123123
  123456789012 1234567891 12345678900 123456789a 123456789q 1234567890a 1234567890q a123456789 q123456789 abc123456789
  147258369 1472583690 789456123 7894561230 159357 5201314 52013145201314 woaini woaini1314 woaini520 1314520520
  abcd1234 abcd123456 qwer1234 qwer123456 asdf1234 asd123456 asdasd123 aa123456 aa12345678 pass pass1234word
  hello helloworld hellokitty test testtest testing user username guest default login temp temporary
  service support callcenter callcentre contactcenter contactcentre customerservice helpdesk agent farline
  spring summer autumn winter january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  correcthorsebatterystaple thequickbrownfox opensesame letmeinplease`.split(/\s+/),
)
