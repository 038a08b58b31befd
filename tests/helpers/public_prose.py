"""Public-sector prose that names no protected person, to count the false alarms of the leak scan.

In: a number of words and a seed. Out: paragraphs. The sentences were written for this purpose; they are full of words
that are also names (May, Brown, Will, Grace, Mark, Council, Rose, Price …), of places, months, colours, other people's
names, titles, minutes and tables, as reports by councils and charities are.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

DECLARED = (
    "James Smith", "Mary Jones", "John Williams", "Patricia Taylor", "Robert Brown", "Jennifer Davies",
    "Michael Evans", "Linda Wilson", "William Thomas", "Elizabeth Johnson", "David Roberts", "Barbara Walker",
    "Richard Wright", "Susan Robinson", "Joseph Thompson", "Jessica White", "Thomas Hughes", "Sarah Edwards",
    "Charles Green", "Karen Hall", "Mark Lewis", "Nancy Harris", "Will Clarke", "Lisa Patel", "Daniel Jackson",
    "Margaret Wood", "Matthew Turner", "Grace Martin", "Anthony Cooper", "Rose Hill", "Sarah May", "Paul Ward",
    "Emily Morris", "Andrew Moore", "Hope Clark", "Joshua Lee", "Amber King", "Kenneth Baker", "Faith Harrison",
    "Kevin Morgan", "April Allen", "Brian Price", "Summer Young", "George Bell", "Dawn Field", "Edward Council",
    "Joy Cook", "Ronald Page", "Chase Banks", "Grant Power",
)  # fmt: skip
"""Fifty common English names, many of them ordinary words."""

PARAGRAPHS = (
    "In May 2017 the Council agreed its Medium Term Financial Strategy. The May elections had delayed the "
    "decision, and officers may yet be asked to return to Cabinet in June. Full Council will consider the report "
    "on 14 May.",
    "Mark the date in your diary: the Green Paper on social care is due in the spring. Will the White Paper "
    "follow before the summer? Ministers will not say. A grace period of six months will apply to councils that "
    "bid late.",
    "Will you be ready? Will your partners? Will anyone read the data? These were the questions on the cards that "
    "lay on each table, and few of the answers were short.",
    "Brown bins are emptied on Mondays, green bins on Thursdays and black bins every other week. The brown bin "
    "service costs £45 a year. Residents may pay by direct debit from April.",
    "The price of poor data is paid by the people who use services. Price lists go out of date within weeks; a "
    "fair price for care is hard to agree. Fuel prices rose by a fifth, and the cost of home care rose with them.",
    "Adam Smith would have recognised the argument. So would Beveridge. The Marmot Review made it again in 2010, "
    "and the Taylor Review of modern working practices came to much the same view seven years later.",
    "Gordon Brown set out five tests in 1997. Theresa May spoke of burning injustices. David Cameron called it "
    "the Big Society, and Harold Wilson had talked about the white heat of technology half a century earlier.",
    "The John Lewis Partnership, the Joseph Rowntree Foundation, Thomson Reuters and Ernst & Young all publish "
    "figures of this kind. Marks and Spencer has done so since 2007. Morrisons does not.",
    "King's College London and the Wellcome Trust paid for the pilot. The Rose Theatre lent its foyer. The "
    "meeting took place in the Grace Hopper room, next to the Young Vic, a short walk from Waterloo.",
    "Rose Hill Primary School, Bell Street car park, Park Lane, Ward End library, Wood Green, King's Lynn, Page "
    "Moss and Hall Green all appear in the register with at least two spellings.",
    "Councillor surgeries are held on Saturdays. The Leader of the Council and the Chief Executive meet weekly. "
    "The Chair thanked members for their patience. Members noted the report. Council resolved to adopt the "
    "policy.",
    "Hope is not a strategy, as one contributor put it. Faith in the numbers had to be earned. Joy was rare. The "
    "dawn of open data had been announced many times before.",
    "Section 106 money, the New Homes Bonus, the Revenue Support Grant, the Better Care Fund and the Disabled "
    "Facilities Grant each come with returns of their own. Grant conditions differ. Grant funding ends in March.",
    "People from Black, Asian and minority ethnic communities were less likely to be invited. White British "
    "respondents made up 82 per cent of the panel. Young people were hardly heard. Older people were heard twice.",
    "See page 14. Page 15 is blank. Figure 3 shows the trend, Table 2 the numbers, Box 4 the case. Appendix B. "
    "Mark schemes are listed in Annex C. Option A may cost less; Option B may last longer.",
    "Amber alerts rose from nine to thirty-one. Red, amber and green ratings are given to each project; amber "
    "means that the lead officer has doubts. Two projects went from green to amber in the summer.",
    "The power to charge is set out in the Local Government Act 2003. Power, as several people observed, rests "
    "with those who hold the contract. Power BI and other tools came up twice.",
    "Field notes were taken by hand. Case notes were not. A field officer may see forty homes in a week; the "
    "field for the date of birth is left empty in one record out of nine.",
    "Smith (2016) finds that eligibility rules explain half of the difference. Jones et al. (2014) put it at a "
    "third. Davies, Hughes and Patel (2012) disagree. See also Wilson and Clark (2009) and Taylor, 2011.",
    "Banks closed 53 branches in the county. Food banks opened. Time banks were tried in three wards and kept in "
    "one. The river burst its banks in December, and the ward profiles had to be redrawn.",
    "Chase the invoice, not the person: that was the advice from Revenues. The cook, the cleaner and the "
    "caretaker were each asked to keep a diary. A baker, a builder and a teacher sat on the citizens' panel.",
    "Bill payers see one bill. The Care Bill, the Localism Bill and the Digital Economy Bill each moved a duty "
    "from one tier to another. Bills rose in April. The police precept rose again.",
    "March was cold. In March, April and May demand peaks; August is quiet; in December nobody answers. By May "
    "the backlog had gone, and by June it was back. Since May last year it has doubled.",
    "Lewis, Skye and Mull share one data officer. Lewis has the broadband and Skye has the hills. Kansas City, "
    "Jackson, Mississippi, and Hall County, Nebraska, were mentioned as examples from abroad.",
    "The summer programme reached 900 children. Summer schools ran in July. Young adults were told to apply in "
    "person, and Young Minds, a charity, offered to help. The Prince's Trust and the Scout Association did too.",
    "Clark County and the London Borough of Barking and Dagenham have tried the same approach. So have Baker "
    "Street Quarter, Cooper's Row and Turner Contemporary. Walker Art Gallery publishes its visitor numbers by "
    "the hour.",
    "Allen Key Ltd. and Morgan Stanley are suppliers. Bell Ribeiro-Addy MP wrote to the committee. Sarah Teather, "
    "Ed Miliband and Hilary Benn had each answered such letters before. Lord Porter replied for the Association.",
    "Wood panels, a long table, bad coffee: the setting was familiar. The wood at the edge of the estate is "
    "common land. The hall was hired by the hour. The king of the hill, somebody joked, is whoever holds the "
    "spreadsheet.",
    "Dear resident, you may have heard that we are changing the way we collect waste. Will it cost more? No. Will "
    "the day change? Perhaps. Your brown bin, if you have one, will be collected as before.",
    "MINUTES OF THE MEETING HELD ON 3 MAY. PRESENT: the Chair, the Vice-Chair and nine members. APOLOGIES: none. "
    "COUNCIL TAX BASE. The Head of Finance explained the figures. WILL THE FORECAST HOLD? Members may ask again "
    "in May.",
)

PATTERNS = (
    "In {month} {year} {council} published {data} for the first time, and {consequence}.",
    "{council} and {council} share {thing}, but {problem}.",
    "Officers in {place} said that {claim}.",
    "{number} of the {number} councils in {region} had {thing} in place by {month}.",
    "The {role} of {council} may ask for {thing}; the {role} will decide.",
    "Will {thing} be enough? {adverb}, {claim}.",
    "Mark {thing} as urgent only where {claim}.",
    "A {colour} flag in {data} means that {problem}.",
    "Between {month} and {month} the price of {service} rose by {number} per cent in {place}.",
    "The council's {role} may not see {data} until {month}.",
    "{service} in {place} will move to {place} in {month} {year}.",
    "One contributor, a {role} from {region}, put it bluntly: {claim}.",
    "According to {publication} ({year}), {claim}.",
    "{publication} found in {year} that {claim}, while {publication} found that {problem}.",
    "“{sentence},” said one {role}, and nobody at the table disagreed.",
    "A {role} told the meeting that {claim}; another thought that {problem}.",
    "The {colour} line in Figure {number} is {service}; the {colour} line is {service}.",
    "Residents of {place} may apply to {council} by 1 {month}.",
    "When {council} asked why, {answer}.",
    "It took {number} weeks to agree who owned {data}, and {number} more to agree who would pay.",
    "{adverb}, {claim}, and {consequence}.",
    "There is hope in {place}: {claim}.",
    "The grace period ends in {month}; after that {consequence}.",
    "{thing} is run by {number} people in a room above the library in {place}.",
    "By {month} {year} the {role} hopes to have {thing} in each ward.",
    "{council} will review {service} every {month}.",
    "Nobody in {region} has yet worked out what {thing} costs; {claim}.",
    "The ward councillors for {place} asked for {data}, and the {role} agreed.",
    "If {claim}, then {consequence}.",
    "Not every {role} agrees: {problem}, they say, and {consequence}.",
    "Table {number} gives {data} by ward, and Table {number} gives it by month.",
    "The {role} rose to the challenge, and {consequence}.",
    "Since {month} the team has met on Mondays; before that {problem}.",
    "Some of {data} is {colour}-lined: hidden, old and kept for no reason that anyone could name.",
    "The power to share {data} exists; the will to do so is {adjective}.",
    "{place} and {place} are next on the list, then {place}.",
    "A {adjective} case for {thing} was made in {publication}, and {council} acted on it in {month}.",
    "Young people in {place} use {service} less than their parents did.",
    "The price was {adjective}, the page was {adjective}, and the field work was {adjective}.",
    "Long queues for {service} are {adjective} in {month} and rare in {month}.",
    "The north of {region} is {adjective}; the west is not.",
    "Each king in his castle, as the {role} said of the departments, and each with {data} of its own.",
    "To cook up a figure is easy; to bank on it is {adjective}; to charge for it is worse.",
    "{council} has had to cut {service} by {number} per cent since {year}.",
)

SLOTS = {
    "month": (
        "January", "February", "March", "April", "May", "May", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "year": (
        "2008", "2009", "2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017",
    ),
    "number": (
        "3", "4", "5", "6", "7", "9", "11", "12", "14", "15", "18", "21", "24", "27", "33", "40", "52", "68", "90",
        "120", "three", "four", "five", "six", "nine", "twelve", "forty",
    ),
    "colour": (
        "brown", "green", "white", "black", "red", "amber", "blue", "grey", "pink", "orange",
    ),
    "council": (
        "Camden Council", "Leeds City Council", "Essex County Council", "the Council", "Kent County Council",
        "the borough council", "Wigan Council", "Newcastle City Council", "the county council", "Lincolnshire",
        "Suffolk County Council", "Manchester City Council", "the parish council", "Hackney Council", "York",
        "Hull City Council", "the combined authority", "Bath and North East Somerset Council", "Redbridge",
    ),
    "place": (
        "Camden", "Leeds", "Chelmsford", "Bristol", "Preston", "Lincoln", "Derby", "Lancaster", "Wells", "Bath",
        "Reading", "Barking", "Stafford", "Stirling", "Durham", "Newton Abbot", "Market Harborough", "Wood Green",
        "Green Park", "Hall Green", "Hill Top", "Kingswood", "Ashford", "Bolton", "Burnley", "Halifax",
        "Burton upon Trent",
    ),
    "region": (
        "the North East", "the West Midlands", "Greater Manchester", "Yorkshire", "Kent", "Wales", "the county",
    ),
    "role": (
        "chief executive", "analyst", "head of service", "data officer", "cabinet member", "social worker",
        "planner", "ward councillor", "finance director", "team leader", "library manager", "statistician",
        "civil servant",
    ),
    "service": (
        "home care", "street cleaning", "the library service", "council tax support", "school transport",
        "adult social care", "housing benefit", "waste collection", "pest control", "planning advice", "youth work",
    ),
    "data": (
        "its spending data", "the register of electors", "its school places forecast", "the brown bin rounds",
        "the list of empty homes", "its parking data", "the case notes", "figures for children in care",
        "the gritting routes", "its fire risk scores", "the food hygiene ratings", "the register of charities",
    ),
    "thing": (
        "a data warehouse", "the shared platform", "a common price list", "an open register",
        "the performance board", "a single view of debt", "the risk model", "a joint team",
        "the office of data analytics", "the field survey", "a data protection officer", "the summer programme",
        "a grant register", "the new website",
    ),
    "publication": (
        "the Wilson Review", "the Care Quality Commission", "a report by the King's Fund", "the Taylor Review",
        "the National Audit Office", "the Local Government Association", "the Smith Commission", "Nesta",
        "the Institute for Government", "the Joseph Rowntree Foundation", "the Moore Report", "Ernst & Young",
    ),
    "claim": (
        "good data is worth what somebody does with it", "the numbers may be right and still be of no use",
        "leaders ask for a figure before they ask for an opinion", "small teams learn faster than large ones",
        "trust comes before technology", "the law allows more sharing than lawyers think",
        "nobody reads the dashboard", "the mark of a good question is that it can be answered by Friday",
        "a grant will end and a duty will not", "savings may take two years to show",
        "demand will rise whatever the model says", "maps persuade where tables fail",
        "the price of waiting is paid by somebody else", "most of the cost lies in cleaning the data",
    ),
    "problem": (
        "the address fields do not match", "two departments use different dates", "nobody had asked the residents",
        "the supplier charges for each export", "the brown and green rounds overlap", "consent was never recorded",
        "the field for ethnicity is mostly empty", "the two systems may never speak to each other",
        "half of the records carry an old ward code", "the contract says nothing about data",
        "the grant had run out",
    ),
    "consequence": (
        "complaints fell by a third", "the press took an interest", "the scheme was quietly dropped",
        "three neighbours copied it", "members will want to know why", "the saving may be as high as £3 million",
        "visits rose in every ward", "the backlog was gone by May", "the mark was missed by a week",
        "fewer people were turned away", "the price will have to rise", "staff stopped keeping lists of their own",
    ),
    "answer": (
        "the reply was short", "no one could say", "the answer came back as a scanned page",
        "there was a long silence", "it was told that the data was commercial", "the department sent a link",
        "a form was sent",
    ),
    "adverb": (
        "Often", "By and large", "As a rule", "In practice", "More often than not", "Now and then", "At best",
    ),
    "adjective": (
        "strong", "weak", "common", "rare", "fair", "poor", "long", "short", "young", "new", "dear", "bright",
    ),
    "sentence": (
        "we have the data and not the time", "my members want a map, not a table",
        "you will never get it past Legal", "it may be open but it is not useful", "nobody will thank you for it",
        "the price is right, the contract is not",
    ),
}  # fmt: skip


def paragraphs(words: int, seed: int = 2017) -> Iterator[str]:
    """Paragraphs with at least `words` words together; the same for the same seed."""
    random = Random(seed)
    written = 0
    fixed = list(PARAGRAPHS)
    while written < words:
        if random.random() < 0.15 and fixed:
            paragraph = fixed.pop(random.randrange(len(fixed)))
        else:
            paragraph = " ".join(_sentence(random) for _ in range(random.randint(3, 7)))
        written += len(paragraph.split())
        yield paragraph
    yield from fixed


def _sentence(random: Random) -> str:
    class _Slots(dict[str, str]):
        def __missing__(self, slot: str) -> str:
            return random.choice(SLOTS[slot])

    parts = []
    for piece in random.choice(PATTERNS).split("{"):
        slot, brace, rest = piece.partition("}")
        parts.append(_Slots()[slot] + rest if brace else piece)
    text = "".join(parts)
    return text[0].upper() + text[1:]
