"""Passwords of 12 letters and more that many people use, without case, spaces and signs.

Written by hand from what published lists of leaked passwords have in common: rows of keys, words
doubled, words with years, lines everybody knows. Shorter ones are refused by their length.
"""

from __future__ import annotations

COMMON = frozenset(
    """
    123456789012 1234567890123 12345678901234 123456789123 123456789abc 123456789qwe
    0123456789012 098765432109 987654321098 112233445566 111222333444 121212121212
    123123123123 123321123321 147258369147 159753159753 147852369147 741852963741
    abcdefghijkl abcdefghijklm abcdefgh1234 abcd12345678 abc123456789 abcd1234abcd
    a1b2c3d4e5f6 1a2b3c4d5e6f 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv
    q1w2e3r4t5y6 qazwsxedcrfv qazwsxedc123 qazxswedcvfr qwertyuiop12 qwertyuiop123
    qwertyuiop1234 qwertyuiopasdf qwertyuiopasdfghjkl qwerty123456 qwerty1234567 qwerty12345678
    qwertyqwerty qwerty12qwerty qwe123qwe123 asdfghjkl123 asdfghjkl1234 asdfghjklzxcvbnm
    asdfasdfasdf asdf1234asdf zxcvbnmasdfghjkl zxcvbnm12345 zxcvbnm123456 poiuytrewqlk
    mnbvcxzasdfg mnbvcxzlkjhgfdsa azertyuiop12 azertyuiop123 yxcvbnm12345 poiuytrewq123
    password1234 password12345 password123456 password1234567 password12345678 password123456789
    passwordpassword passw0rd1234 passw0rd12345 p4ssw0rd1234 password2020 password2021
    password2022 password2023 password2024 password2025 password2026 mypassword12 mypassword123
    mypassword1234 thisismypassword thisisapassword thepassword1 newpassword1 newpassword12
    newpassword123 oldpassword123 changeme1234 changeme12345 changemenow1 letmein12345
    letmeinletmein letmein123456 letmeinplease pleaseletmein opensesame12 opensesame123
    iloveyou1234 iloveyou12345 iloveyou123456 iloveyouiloveyou iloveyousomuch iloveyouforever
    iloveyoubaby iloveyoumore ilovemyfamily ilovemymum123 ilovemylife1 ilovejesus12
    jesuslovesme jesusislord1 jesuschrist1 godisgreat12 trustno1trustno1 trustnoone12
    administrator administrator1 administrator123 adminadmin12 adminadmin123 admin1234567
    admin12345678 rootrootroot welcome12345 welcome123456 welcomehome1 welcomewelcome
    hellohello12 hellohello123 helloworld12 helloworld123 hello1234567 goodmorning1
    sunshine1234 sunshine12345 sunshine123456 princess1234 princess12345 princess123456
    football1234 football12345 footballfootball baseball1234 basketball12 basketball123
    liverpool123 liverpool1234 liverpoolfc12 liverpoolfc1892 manchester12 manchester123
    manchesterunited manchestercity manunited1234 manutd123456 chelseafc1234 chelsea12345
    arsenal12345 arsenal123456 arsenalfc1234 tottenham1234 evertonfc1234 newcastle1234
    leedsunited1 westhamunited rangersfc1234 celticfc1234 celtic1888123 everton12345
    superman1234 superman12345 batman123456 spiderman123 spiderman1234 starwars1234
    pokemon123456 harrypotter1 harrypotter12 harrypotter123 lordoftherings gameofthrones
    mickeymouse1 mickeymouse12 mickeymouse123 charlie12345 charlie123456 michael12345
    jennifer1234 jessica12345 samantha1234 elizabeth123 alexander123 christopher1
    qwertzuiop12 computer1234 computer12345 internet1234 samsung12345 apple1234567
    secretsecret supersecret1 supersecret123 topsecret123 blink182blink monkeymonkey monkey123456
    dragondragon dragon123456 master123456 mastermaster shadow123456 whatever1234 abcabcabcabc
    correcthorsebatterystaple learningdisability smallsupports together1234 together2024
    together12345
    """.split()
)

# Words that make a password easy when nearly nothing else stands beside them.
TOO_LIKELY = (
    "password", "passw0rd", "qwerty", "letmein", "welcome", "iloveyou", "sunshine", "princess",
    "football", "liverpool", "manchester", "arsenal", "chelsea", "superman", "batman", "monkey",
    "dragon", "master", "secret", "admin", "changeme", "hello", "computer", "charlie", "summer",
    "winter", "spring", "autumn", "january", "february", "march", "april", "june", "july",
    "august", "september", "october", "november", "december", "monday", "friday", "birthday",
)  # fmt: skip
