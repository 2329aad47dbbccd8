/**
 * Passwords of ten characters and more that everybody tries first, in lower case: those that stand highest in zxcvbn's
 * list of leaked ones (MIT licence), and what people make of the rules ("welcome2026", "changeme123"). Repetitions and
 * sequences are found by rule: see `weakness`.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  0000000000o 0102030405 010203040506 0123456789 01234567890 0147896325 0192837465 0987654321 0987654321q
  1020304050 102030405060 1029384756 1111111111zz 1111122222 1112131415 111222333444 111222333a 1122112211
  1122334455 112233445566 1123581321 121212121212 1213141516 1223334444 123123123123 123123123a 123123123q
  123123qweqwe 1234509876 1234554321 12345654321 123456654321 1234567890 12345678900 12345678900987654321
  123456789012 1234567890123 12345678901234567890 1234567890a 1234567890abc 1234567890q 1234567890qw
  1234567890s 1234567890z 1234567891 12345678910 12345678912 123456789123 12345678987654321 1234567899
  123456789987654321 123456789a 123456789aa 123456789abc 123456789b 123456789d 123456789f 123456789g
  123456789k 123456789l 123456789m 123456789n 123456789o 123456789p 123456789q 123456789qaz 123456789qq
  123456789qqq 123456789qw 123456789qwe 123456789qwerty 123456789r 123456789s 123456789t 123456789v
  123456789w 123456789x 123456789z 123456789zxc 123456abcdef 123456qwerty 12345abcde 12345qwert 12345qwerty
  12345trewq 12345zxcvb 1234qwerasdf 1234qwerty 123654789a 123abc123abc 123abc456def 123qweasdzxc 1357908642
  1357924680 1357997531 147258369a 147852369a 159357159357 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
  1qaz2wsx3edc4rfv 1qaz2wsx3edc4rfv5tgb 1qazxsw23edc 3141592654 321321321321 3216732167 4815162342
  4815162342lost 7777777777a 7894561230 9876543210 987654321098 987654321a 987654321q 999111999q a123456789
  a1234567890 a12345678910 a987654321 aa12345678 aa123456789 aaaaaaaaa1 abc1234567 abc123456789 abc123abc123
  abcd123456 abcd12345678 abcdef123456 abcdefghij abcdefghijk abcdefghijkl abcdefghijklmnop abracadabra
  abrakadabra admin12345 admin123456 adminadmin adminadmin123 administrator administrator1 aleksander
  aleksandra alessandro alexander1 amsterdam1 anastasiya angelofwar apokalipsis applesauce armageddon
  arsenal1234 asdf123456 asdfasdf123 asdfasdfasdf asdfg12345 asdfgh12345 asdfghjkl1 asdfghjkl12 asdfghjkl123
  astalavista astonvilla autumn2024 autumn2025 autumn2026 azertyuiop azsxdcfvgb babygirl12 babygirl123
  barcelona1 barcelona123 baseball123 basketball basketball1 batman12345 beautiful1 beautiful123 bestfriend
  blackberry bladerunner blessed123 blingbling bondarenko braveheart butterfly1 butterfly123 callofduty
  cannondale casablanca changeme123 changeme1234 changemenow changethis changethisnow charlie123 charlie1234
  cheburashka chelsea1234 chocolate1 chocolate123 christophe clubpenguin cnjvfnjkju comicbookdb computador
  computer123 counterstrike ctdfcnjgjkm cxfcnmttcnm cyecvevhbr cyjdsvujljv
  darkknight darthvader dashadasha dbrnjhjdbx dbrnjhjdyf deerhunter deltaforce demo123456 demodemo123
  depechemode desperados deutschland devildriver devilmaycry devilmaycry4 dhjnvytyjub dkflbvbhjdbx
  dragon12345 dragon123456 dragonball dragonballz dragonfire elizabeth1 enterprise evanescence evangelion
  facebook123 family1234 familyfirst fenerbahce fgjrfkbgcbc finalfantasy firefighter firestarter
  fkmnthyfnbdf fktrcfylhf flvbybcnhfnjh football12 football123 fortnite123 friends123 friendship friendster
  galatasaray gfhjkmgfhjkm ghbdtndctv ghbdtnghbdtn ghbdtnrfrltkf ghjcnbnenrf ghjcnjgfhjkm ghjcnjghjcnj
  ghjcnjrdfibyj ghostrider godisgood1 goldfinger google1234 guest12345 guestguest gunslinger happy12345
  happybirthday harrypotter hellokitty hellothere helloworld hellraiser highlander hondacivic htubcnhfwbz
  hunter2hunter2 ilovemyself iloveyou12 iloveyou123 iloveyou1234 iloveyouforever iloveyouso internet123
  ironmaiden iseedeadpeople jamesbond007 january2025 jediknight jennifer123 jessica123 jesus12345
  jesusislord jesuslovesme juggernaut justforfun justinbieber juventus123 kamehameha konstantin lamborghini
  leavemealone ledzeppelin letmein123 letmein1234 letmeinnow letmeinplease lifeisgood limpbizkit linkedin123
  liverpool1 liverpool123 lkjhgfdsaz lockerroom losangeles lovelovelove loveme1234 loveyou123 madagaskar
  manchester manutd1234 master12345 master123456 masterchief masterkey123 mastermind matematika maximilian
  metallica1 michael123 michelle123 mickeymouse microphone minecraft1 minecraft123 monday1234 moneymaker
  monkey12345 montecarlo mostwanted motdepasse motherlode mypassword mypassword1 mypassword123 naruto1234
  necromancer needforspeed neveragain newpassword newpassword1 newpassword123 nopassword nothing123
  nthvbyfnjh opensesame opensesame1 p@ssw0rd123 p@ssword123 p@ssword1234 pa55word123 painkiller parolparol
  passmaster passw0rd123 passw0rd1234 password01 password11 password12 password123 password1234
  password12345 password123456 password13 password69 password99 passwordpassword pathfinder playstation
  playstation3 poiuytrewq pokemon123 pokemon1234 porsche911 prettygirl princess123 princess1234 ptybnxtvgbjy
  puertorico q123456789 q1234567890 qawsedrftg qaz123wsx456 qazwsx12345 qazwsx123456 qazwsxedc1 qazwsxedc123
  qazwsxedcrfv qazwsxedcrfvtgb qazxswedcvfr qpwoeiruty qq123456789 qqqqqqqqq1 quicksilver qweasdzxc1
  qweasdzxc123 qwerasdfzxcv qwert12345 qwertasdfg qwerty1234 qwerty12345 qwerty123456 qwerty1234567
  qwerty12345678 qwerty123456789 qwerty1234567890 qwertyasdfgh qwertyqwerty qwertyqwerty1 qwertyuiop
  qwertyuiop1 qwertyuiop123 qwertyytrewq realmadrid realmadrid1 rfhfvtkmrf rfkmrekznjh rfnfcnhjaf rfnfgekmnf
  rhbcnbyjxrf rjycnfynby rkfdbfnehf roadrunner roflcopter ronaldinho root123456 rootpassword rootroot123
  s456123789 sailormoon salamander salamandra samsung123 samsung1234 sanandreas secret1234 secretpassword
  secretsecret sevastopol shadow12345 shevchenko skateboard smallville solidsnake sonyericsson spartan117
  spiderman1 spiderman123 spring2024 spring2025 spring2026 stalingrad startrek123 starwars123 strawberry
  summer2023 summer2024 summer2025 summer2026 summertime sunshine12 sunshine123 superduper superman123
  supermanboy supersecret supersecret1 supersecret123 supersonic sweetheart syncmaster terminator test123456
  test1234567 testing123 testpassword testtest123 testtesttest thepassword thunderbird tinkerbell
  topsecret123 translator trustno1trustno1 trustnoone undertaker unforgiven user123456 userpassword
  useruser123 vflfufcrfh vfntvfnbrf vfvfvskfhfve vfylfhbyrf volkswagen vqsablpzla vyjujnjxbt wachtwoord
  watermelon welcome123 welcome1234 welcome2024 welcome2025 welcome2026 whatever123 whosyourdaddy winter2023
  winter2024 winter2025 winter2026 wishmaster ybrjkftdbx yfnfitymrf yjdsqgfhjkm yourpassword z123456789
  zaratustra zx123456789 zxcasdqwe123 zxcvb12345 zxcvbnm123 zxcvbnm1234 zxcvbnm12345 zxcvbnmasdf zzzzzzzzz1
`
    .trim()
    .split(/\s+/),
);
