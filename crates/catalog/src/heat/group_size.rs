//! How many members a scaling group may have: what its three numbers say about each other.

use model::value::Value;
use resource::Fault;

/// Holds the least, the greatest and the wanted number, in this order of names, against each other. Numbers that are not known yet, or not
/// given, are not held against anything. Heat's words.
pub(crate) fn check(properties: &Value, [least, greatest, wanted]: [&str; 3]) -> Result<(), Fault> {
    let number = |name: &str| properties.get(name).and_then(Value::as_int);
    let (least, greatest, wanted) = (number(least), number(greatest), number(wanted));
    let exceeds = |a: Option<i64>, b: Option<i64>| a.zip(b).is_some_and(|(a, b)| a > b);
    if exceeds(least, greatest) {
        return Err(Fault::new("MinSize can not be greater than MaxSize"));
    }
    if least.is_some_and(|least| least < 0) {
        return Err(Fault::new("The size of AutoScalingGroup can not be less than zero"));
    }
    if exceeds(least, wanted) || exceeds(wanted, greatest) {
        return Err(Fault::new("DesiredCapacity must be between MinSize and MaxSize"));
    }
    Ok(())
}
